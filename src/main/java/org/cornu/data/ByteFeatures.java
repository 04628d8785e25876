package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;

/** Features kept as unsigned bytes: a quarter of the memory, and of the traffic to a GPU. */
record ByteFeatures(byte[] pixels) implements Features {

  /** Multiplied with, never divided by, as in the graph: the numbers agree to the bit. */
  static final float SCALE = 1f / 255f;

  ByteFeatures {
    requireNonNull(pixels, "pixels");
  }

  @Override
  public int length() {
    return pixels.length;
  }

  @Override
  public void write(int offset, int count, FloatBuffer out) {
    for (int i = offset; i < offset + count; i++) {
      out.put((pixels[i] & 0xFF) * SCALE);
    }
  }
}
