package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where so many parts of a stream of numbers begin, about: a summary of it, of values and how many
 * numbers each stands for, is merged with that of each batch, and pressed together when it is long.
 * Keras's numbers, and so in float32 where it has float32.
 */
final class Quantiles {

  private final double epsilon;
  private float[] values = {};
  private float[] weights = {};

  Quantiles(double epsilon) {
    this.epsilon = epsilon;
  }

  /** Adds a batch of numbers. */
  void add(double[] batch) {
    float[] sorted = new float[batch.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = (float) batch[i];
    }
    Arrays.sort(sorted);
    double step = Math.max(sorted.length / (1 / epsilon), 1);
    int start = (int) (step - 1);
    int count = (sorted.length - start + (int) step - 1) / (int) step;
    float[] allValues = Arrays.copyOf(values, values.length + count);
    float[] allWeights = Arrays.copyOf(weights, values.length + count);
    // Those of the batch in front, as their order counts where numbers are equal.
    System.arraycopy(values, 0, allValues, count, values.length);
    System.arraycopy(weights, 0, allWeights, count, values.length);
    for (int i = 0; i < count; i++) {
      allValues[i] = sorted[start + i * (int) step];
      allWeights[i] = (float) step;
    }
    int[] order =
        IntStream.range(0, allValues.length)
            .boxed()
            .sorted((i, j) -> Float.compare(allValues[i], allValues[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    values = picked(allValues, order);
    weights = picked(allWeights, order);
    Summary pressed = pressed(epsilon);
    values = pressed.values;
    weights = pressed.weights;
  }

  private static float[] picked(float[] all, int[] order) {
    float[] picked = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      picked[i] = all[order[i]];
    }
    return picked;
  }

  /** The boundaries between so many parts. */
  List<Double> boundaries(int parts) {
    float[] all = pressed(1.0 / parts).values;
    List<Double> boundaries = new ArrayList<>();
    for (int i = 0; i < all.length - 1; i++) {
      boundaries.add((double) all[i]);
    }
    return boundaries;
  }

  private record Summary(float[] values, float[] weights) {}

  private Summary pressed(double part) {
    if (values.length * part < 1) {
      return new Summary(values, weights);
    }
    float[] sums = new float[weights.length];
    float sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    double[] reached = new double[sums.length];
    double[] exact = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      reached[i] = sums[i] / sum;
      exact[i] = sums[i];
    }
    int count = (int) Math.ceil(1 / part);
    float[] newValues = new float[count];
    float[] newWeights = new float[count];
    double before = 0;
    for (int i = 0; i < count; i++) {
      double at = part + i * part;
      newValues[i] = (float) interpolated(at, reached, doubles(values));
      double until = interpolated(at, reached, exact);
      newWeights[i] = (float) (until - before);
      before = until;
    }
    return new Summary(newValues, newWeights);
  }

  private static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  /** As NumPy's {@code interp}: linear between points, level beyond them. */
  private static double interpolated(double at, double[] x, double[] y) {
    int last = x.length - 1;
    if (at <= x[0]) {
      return y[0];
    }
    if (at >= x[last]) {
      return y[last];
    }
    int above = 0;
    while (x[above] <= at) {
      above++;
    }
    double slope = (y[above] - y[above - 1]) / (x[above] - x[above - 1]);
    return slope * (at - x[above - 1]) + y[above - 1];
  }
}
