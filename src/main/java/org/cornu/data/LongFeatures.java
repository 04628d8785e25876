package org.cornu.data;

import java.nio.Buffer;
import java.nio.LongBuffer;

/** Whole numbers of 64 bits in memory. */
record LongFeatures(long[] values) implements Features {

  @Override
  public long length() {
    return values.length;
  }

  @Override
  public void write(int[] samples, int volume, Buffer out) {
    LongBuffer longs = (LongBuffer) out;
    for (int sample : samples) {
      longs.put(values, sample * volume, volume);
    }
  }
}
