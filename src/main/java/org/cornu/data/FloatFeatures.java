package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;

/** Features that are used as they are. */
record FloatFeatures(float[] values) implements Features {

  FloatFeatures {
    requireNonNull(values, "Dataset.of needs features, got null");
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "features[%d]: needed a finite number, got %s".formatted(i, values[i]));
      }
    }
  }

  @Override
  public long length() {
    return values.length;
  }

  @Override
  public void write(int[] samples, int volume, FloatBuffer out) {
    for (int sample : samples) {
      out.put(values, sample * volume, volume);
    }
  }
}
