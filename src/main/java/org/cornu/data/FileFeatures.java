package org.cornu.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Features that stay in files and are read when they are asked for; nothing of them is kept. */
sealed interface FileFeatures extends PixelFeatures permits IdxFeatures, ImageFeatures {

  @Override
  default void write(int[] samples, int volume, FloatBuffer out) {
    byte[] pixels = new byte[Math.multiplyExact(samples.length, volume)];
    write(samples, volume, ByteBuffer.wrap(pixels));
    new ByteFeatures(pixels).scaled(0, pixels.length, out);
  }
}
