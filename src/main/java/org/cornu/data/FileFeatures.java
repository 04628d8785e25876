package org.cornu.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Bytes that stay in files. */
sealed interface FileFeatures extends PixelFeatures permits IdxFeatures, ImageFeatures {

  @Override
  default boolean streamed() {
    return true;
  }

  @Override
  default void write(int[] samples, int volume, FloatBuffer out) {
    byte[] pixels = new byte[Math.multiplyExact(samples.length, volume)];
    write(samples, volume, ByteBuffer.wrap(pixels));
    new ByteFeatures(pixels).scaled(0, pixels.length, out);
  }
}
