package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Bytes in memory. */
record ByteFeatures(byte[] pixels) implements PixelFeatures {

  ByteFeatures {
    requireNonNull(pixels, "Dataset.of needs pixels, got null");
  }

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
  public void write(int[] samples, int volume, FloatBuffer out) {
    for (int sample : samples) {
      scaled(sample * volume, volume, out);
    }
  }

  /** Writes {@code count} values from {@code offset} on, scaled. */
  void scaled(int offset, int count, FloatBuffer out) {
    for (int i = offset; i < offset + count; i++) {
      out.put((pixels[i] & 0xFF) * Dataset.PIXEL_SCALE);
    }
  }
}
