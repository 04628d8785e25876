package org.cornu.data;

import java.nio.Buffer;
import java.nio.FloatBuffer;

/** Floats in memory. */
record FloatFeatures(float[] values) implements Features {

  @Override
  public long length() {
    return values.length;
  }

  @Override
  public void write(int[] samples, int volume, Buffer out) {
    FloatBuffer floats = (FloatBuffer) out;
    for (int sample : samples) {
      floats.put(values, sample * volume, volume);
    }
  }
}
