package org.cornu.data;

import java.nio.Buffer;

/** The values of one part of all samples, one sample after another. */
sealed interface Features extends Origin
    permits FloatFeatures,
        VectorFeatures,
        IntFeatures,
        IntSequences,
        LongFeatures,
        DeepImageFeatures,
        PixelFeatures {

  /** How many values there are in all. */
  long length();

  /**
   * Writes some samples, one after another, as they are.
   *
   * @param volume the values of one sample
   * @param out of the values' own type
   */
  void write(int[] samples, int volume, Buffer out);
}
