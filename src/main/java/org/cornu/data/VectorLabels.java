package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.nio.FloatBuffer;

/** Labels that are vectors: one-hot, probabilities, or the targets of a regression. */
record VectorLabels(float[][] vectors) implements Labels {

  VectorLabels {
    requireNonNull(vectors, "Dataset.of needs vectors, got null");
    for (int i = 0; i < vectors.length; i++) {
      checkVector(
          i,
          requireNonNull(vectors[i], "vectors[%d]: needed a vector, got null".formatted(i)),
          vectors[0].length);
    }
  }

  private static void checkVector(int sample, float[] vector, int width) {
    if (vector.length == 0 || vector.length != width) {
      throw new IllegalArgumentException(
          "vectors[%d]: needed %d values, as in vectors[0] and at least 1, got %d"
              .formatted(sample, width, vector.length));
    }
    for (int i = 0; i < width; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "vectors[%d][%d]: needed a finite number, got %s".formatted(sample, i, vector[i]));
      }
    }
  }

  @Override
  public int size() {
    return vectors.length;
  }

  int width() {
    return vectors[0].length;
  }

  @Override
  public int classes() {
    return Math.max(2, width());
  }

  @Override
  public int index(int sample) {
    float[] vector = vectors[sample];
    if (vector.length == 1) {
      return vector[0] > .5f ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < vector.length; i++) {
      if (vector[i] > vector[best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public void write(int sample, int width, FloatBuffer out) {
    if (width != width()) {
      throw new IllegalArgumentException(
          "labels are vectors of width %d, got a net of %d outputs; give it %1$d outputs"
              .formatted(width(), width));
    }
    out.put(vectors[sample]);
  }
}
