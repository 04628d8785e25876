package org.cornu.data;

import java.nio.ByteBuffer;

/** Features that are unsigned bytes: a quarter of the memory, and of the traffic to a GPU. */
sealed interface PixelFeatures extends Features permits ByteFeatures, FileFeatures {

  /**
   * Writes some samples, one after another, unscaled.
   *
   * @param volume the bytes of one sample
   */
  void write(int[] samples, int volume, ByteBuffer out);
}
