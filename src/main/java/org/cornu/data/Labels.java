package org.cornu.data;

import java.nio.FloatBuffer;

/** What is to be predicted, one label a sample. */
sealed interface Labels permits ClassLabels, VectorLabels, Unlabelled {

  /** How many samples are labelled. */
  int size();

  /** The number of classes; a vector of one number answers yes or no, which makes two. */
  int classes();

  /** The class of a sample. */
  int index(int sample);

  /** Writes the target of a sample as {@code width} floats. */
  void write(int sample, int width, FloatBuffer out);
}
