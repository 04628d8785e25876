package org.cornu.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Limits that answers lie above or not, as a histogram of answers: what is added up over batches is
 * as exact as if every answer were kept.
 *
 * @param values in rising order
 * @param even whether they divide [0, 1] evenly; answers beyond are then taken for 0 and 1
 * @param widened whether the first and the last lie a little beyond 0 and 1
 */
record Thresholds(List<Double> values, boolean even, boolean widened) {

  private static final double EPSILON = 1e-7;

  /** From 0 to 1 evenly, or 0.5 alone. */
  static Thresholds even(int count) {
    return count == 1
        ? new Thresholds(List.of(.5), false, false)
        : new Thresholds(
            IntStream.range(0, count).mapToObj(i -> (double) i / (count - 1)).toList(),
            true,
            false);
  }

  /** Those between 0 and 1, in rising order, with one below them and one above. */
  static Thresholds widened(List<Double> inner) {
    List<Double> all = new ArrayList<>(inner);
    all.add(0, -EPSILON);
    all.add(1 + EPSILON);
    boolean even = all.size() > 2;
    for (int i = 0; i < all.size(); i++) {
      double place = (double) i / (all.size() - 1);
      // as numpy.allclose compares
      even &= Math.abs(all.get(i) - place) <= EPSILON + 1e-5 * place;
    }
    return new Thresholds(all, even, true);
  }

  /**
   * Two histograms, of the positives and of the negatives, with a bin for each number of thresholds
   * that answers lie above: (batch, ...), the same, the same to (2 * labels * bins).
   *
   * @param weights of each answer
   * @param labels how many numbers of a row have histograms of their own; 1 for one of all
   */
  Operand<TFloat32> histograms(
      Ops tf,
      Operand<TFloat32> target,
      Operand<TFloat32> output,
      Operand<TFloat32> weights,
      int labels) {
    int bins = values.size() + 1;
    Operand<TInt32> bin = above(tf, output);
    if (labels > 1) {
      int[] first = IntStream.range(0, labels).map(label -> label * bins).toArray();
      bin = tf.math.add(bin, tf.constant(first));
    }
    Operand<TInt32> all = tf.constant(new int[] {-1});
    Operand<TBool> positive = tf.math.notEqual(target, tf.constant(0f));
    List<Operand<TFloat32>> histograms = new ArrayList<>();
    for (Operand<TBool> some : List.of(positive, tf.math.logicalNot(positive))) {
      Operand<TFloat32> each = tf.math.mul(tf.dtypes.cast(some, TFloat32.class), weights);
      histograms.add(
          tf.math.unsortedSegmentSum(
              tf.reshape(each, all), tf.reshape(bin, all), tf.constant(labels * bins)));
    }
    return tf.concat(histograms, tf.constant(0));
  }

  /** How many thresholds each answer lies above; where they are even, as Keras rounds. */
  private Operand<TInt32> above(Ops tf, Operand<TFloat32> output) {
    if (even) {
      Operand<TFloat32> clipped = tf.clipByValue(output, tf.constant(0f), tf.constant(1f));
      Operand<TFloat32> count =
          tf.math.ceil(tf.math.mul(clipped, tf.constant((float) (values.size() - 1))));
      return tf.dtypes.cast(
          widened ? tf.math.maximum(count, tf.constant(1f)) : count, TInt32.class);
    }
    float[] sorted = new float[values.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values.get(i).floatValue();
    }
    Operand<TInt32> row = tf.constant(new int[] {1, -1});
    return tf.reshape(
        tf.lowerBound(tf.constant(new float[][] {sorted}), tf.reshape(output, row)),
        tf.shape(output));
  }
}
