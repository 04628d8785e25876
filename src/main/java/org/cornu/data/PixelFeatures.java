package org.cornu.data;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Features that are unsigned bytes: a quarter of the memory, and of the traffic to a GPU. */
sealed interface PixelFeatures extends Features permits ByteFeatures, FileFeatures {

  @Override
  default void write(int[] samples, int volume, Buffer out) {
    write(samples, volume, (ByteBuffer) out);
  }

  /**
   * Writes some samples, one after another, unscaled.
   *
   * @param volume the bytes of one sample
   */
  void write(int[] samples, int volume, ByteBuffer out);

  /**
   * Writes some samples, one after another, as floats.
   *
   * @param volume the bytes of one sample
   * @param scale what each is multiplied with
   */
  void scaled(int[] samples, int volume, float scale, FloatBuffer out);
}
