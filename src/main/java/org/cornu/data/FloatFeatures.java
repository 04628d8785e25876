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
  public int length() {
    return values.length;
  }

  @Override
  public void write(int offset, int count, FloatBuffer out) {
    out.put(values, offset, count);
  }
}
