package org.cornu.data;

import java.nio.FloatBuffer;

/** The values of all samples, one sample after another. */
sealed interface Features permits FloatFeatures, DeepImageFeatures, PixelFeatures {

  /** How many values there are in all. */
  long length();

  /**
   * Writes some samples, one after another, scaled.
   *
   * @param volume the values of one sample
   */
  void write(int[] samples, int volume, FloatBuffer out);

  /** Whether they stay in files and are read when they are asked for; nothing of them is kept. */
  default boolean streamed() {
    return false;
  }
}
