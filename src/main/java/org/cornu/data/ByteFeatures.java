package org.cornu.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Bytes in memory. */
record ByteFeatures(byte[] pixels) implements PixelFeatures {

  @Override
  public long length() {
    return pixels.length;
  }

  @Override
  public void write(int[] samples, int volume, ByteBuffer out) {
    for (int sample : samples) {
      out.put(pixels, sample * volume, volume);
    }
  }

  @Override
  public void scaled(int[] samples, int volume, float scale, FloatBuffer out) {
    for (int sample : samples) {
      scaled(pixels, sample * volume, volume, scale, out);
    }
  }

  /** Writes {@code count} values from {@code offset} on, scaled. */
  static void scaled(byte[] pixels, int offset, int count, float scale, FloatBuffer out) {
    for (int i = offset; i < offset + count; i++) {
      out.put((pixels[i] & 0xFF) * scale);
    }
  }
}
