package org.cornu.data;

import java.nio.Buffer;
import java.nio.IntBuffer;

/** Whole numbers of 32 bits in memory: tokens, class ids. */
record IntFeatures(int[] values) implements Features {

  @Override
  public long length() {
    return values.length;
  }

  @Override
  public void write(int[] samples, int volume, Buffer out) {
    IntBuffer ints = (IntBuffer) out;
    for (int sample : samples) {
      ints.put(values, sample * volume, volume);
    }
  }
}
