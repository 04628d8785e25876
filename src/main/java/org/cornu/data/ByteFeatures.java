package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;

/** Features kept as unsigned bytes: a quarter of the memory, and of the traffic to a GPU. */
record ByteFeatures(byte[] pixels) implements Features {

  ByteFeatures {
    requireNonNull(pixels, "Dataset.of needs pixels, got null");
  }

  @Override
  public int length() {
    return pixels.length;
  }

  @Override
  public void write(int offset, int count, FloatBuffer out) {
    for (int i = offset; i < offset + count; i++) {
      out.put((pixels[i] & 0xFF) * Dataset.PIXEL_SCALE);
    }
  }
}
