package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** Weights of samples after their classes, as Keras's {@code class_weight} makes them. */
final class ClassWeights {

  private ClassWeights() {}

  /**
   * One weight a sample.
   *
   * @param weights by class; 1 for a class that is not among them
   */
  static float[] of(int[] classes, Map<Integer, Double> weights) {
    weights.forEach(
        (id, weight) -> {
          requireNonNull(id, "class weights need class ids, got null");
          requireNonNull(
              weight, "class weights need a number for class %s, got null".formatted(id));
          if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException(
                "class weights need a finite number for class %s, got %s".formatted(id, weight));
          }
        });
    float[] made = new float[classes.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = weights.getOrDefault(classes[i], 1.0).floatValue();
    }
    return made;
  }

  /**
   * The class that Keras sees in each vector: the first of the greatest numbers, or a single number
   * rounded, halves to even.
   *
   * @param values one vector after another
   */
  static int[] classes(float[] values, int width) {
    int[] classes = new int[values.length / width];
    for (int i = 0; i < classes.length; i++) {
      int at = i * width;
      classes[i] = width == 1 ? (int) Math.rint(values[at]) : greatest(values, at, width);
    }
    return classes;
  }

  /** Where the greatest of some numbers is, the first among equals. */
  static int greatest(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
