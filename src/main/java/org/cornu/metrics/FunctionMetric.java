package org.cornu.metrics;

import java.util.List;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The mean of a function of the user's own (Keras: a callable in {@code metrics}, {@code
 * MeanMetricWrapper}). It has no configuration, so a model that is compiled with it is exported, or
 * saved by its weights.
 *
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 * @param formula of which the mean over all values is taken
 */
public record FunctionMetric(String name, Formula formula) implements Metric {

  /** What computes it. */
  @FunctionalInterface
  public interface Formula {

    /** (batch, ...), (batch, ...) to (batch) or (batch, ...). */
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output);
  }

  public FunctionMetric {
    MetricNames.require(name);
    Objects.requireNonNull(formula, "metric needs a function, got null");
  }

  @Override
  public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> values = formula.of(tf, target, output);
    return totals(tf, values, tf.onesLike(values));
  }

  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    Operand<TFloat32> values = formula.of(tf, target, output);
    Operand<TFloat32> each = weights;
    for (int axis = 1; axis < values.shape().numDimensions(); axis++) {
      each = tf.expandDims(each, tf.constant(-1));
    }
    return totals(tf, values, tf.math.mul(tf.onesLike(values), each));
  }

  private static Operand<TFloat32> totals(
      Ops tf, Operand<TFloat32> values, Operand<TFloat32> weights) {
    Operand<TInt32> all = tf.range(tf.constant(0), tf.rank(values), tf.constant(1));
    return tf.stack(
        List.of(tf.reduceSum(tf.math.mul(values, weights), all), tf.reduceSum(weights, all)));
  }

  @Override
  public double result(double[] sums) {
    return sums[1] == 0 ? 0 : sums[0] / sums[1];
  }
}
