package org.cornu.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Bytes that stay in files; nothing of them is kept. */
sealed interface FileFeatures extends PixelFeatures permits IdxFeatures, ImageFeatures {

  @Override
  default boolean streamed() {
    return true;
  }

  @Override
  default void scaled(int[] samples, int volume, float scale, FloatBuffer out) {
    byte[] pixels = new byte[Math.multiplyExact(samples.length, volume)];
    write(samples, volume, ByteBuffer.wrap(pixels));
    ByteFeatures.scaled(pixels, 0, pixels.length, scale, out);
  }
}
