package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.Buffer;
import java.nio.FloatBuffer;

/** An array of floats a sample, all of one length: one-hot, or the targets of a regression. */
record VectorFeatures(float[][] vectors) implements Features {

  VectorFeatures {
    requireNonNull(vectors, "Dataset.of needs vectors, got null");
    for (int i = 0; i < vectors.length; i++) {
      requireVector(
          i,
          requireNonNull(vectors[i], "vectors[%s]: needed a vector, got null".formatted(i)),
          vectors[0].length);
    }
  }

  private static void requireVector(int sample, float[] vector, int width) {
    if (vector.length == 0 || vector.length != width) {
      throw new IllegalArgumentException(
          "vectors[%s]: needed %s values, as in vectors[0] and at least 1, got %s"
              .formatted(sample, width, vector.length));
    }
    Values.requireFinite("vectors[%s]".formatted(sample), vector);
  }

  int width() {
    return vectors.length == 0 ? 1 : vectors[0].length;
  }

  @Override
  public long length() {
    return (long) vectors.length * width();
  }

  @Override
  public void write(int[] samples, int volume, Buffer out) {
    FloatBuffer floats = (FloatBuffer) out;
    for (int sample : samples) {
      floats.put(vectors[sample]);
    }
  }
}
