package org.cornu.data;

import java.nio.FloatBuffer;

/** The values of all samples, one sample after another. */
sealed interface Features permits FloatFeatures, ByteFeatures {

  /** How many values there are in all. */
  int length();

  /** Writes {@code count} values from {@code offset} on, scaled. */
  void write(int offset, int count, FloatBuffer out);
}
