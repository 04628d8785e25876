package org.cornu.metrics;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The mean of some value over all samples (Keras: {@code MeanMetricWrapper}). Of two sums: the
 * values by their weights, and the weights. Of a sample with several values the mean of these
 * counts, so that one of many steps counts as one of few.
 */
public interface MeanMetric extends Metric {

  /** Of which the mean is taken: (batch, ...), (batch, ...) to (batch) or (batch, ...). */
  Operand<TFloat32> values(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output);

  /**
   * The same where class ids are fed as whole numbers: (batch, ...), (batch, ..., classes) to
   * (batch, ...). By default of the rows that they stand for.
   */
  default Operand<TFloat32> valuesOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    return values(tf, Metric.rows(tf, ids, output), output);
  }

  @Override
  default Operand<TFloat32> sums(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return counted(tf, values(tf, target, output));
  }

  @Override
  default Operand<TFloat32> sumsOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    return counted(tf, valuesOfIds(tf, ids, output));
  }

  @Override
  default Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    return weighed(tf, values(tf, target, output), weights);
  }

  @Override
  default Operand<TFloat32> weightedSumsOfIds(
      Ops tf, Operand<TInt32> ids, Operand<TFloat32> output, Operand<TFloat32> weights) {
    return weighed(tf, valuesOfIds(tf, ids, output), weights);
  }

  private static Operand<TFloat32> counted(Ops tf, Operand<TFloat32> values) {
    Operand<TFloat32> samples = Weights.ofSamples(tf, values);
    Operand<TFloat32> count = tf.dtypes.cast(tf.size(samples), TFloat32.class);
    return tf.stack(List.of(Weights.sum(tf, samples), count));
  }

  private static Operand<TFloat32> weighed(
      Ops tf, Operand<TFloat32> values, Operand<TFloat32> weights) {
    Operand<TFloat32> each = Weights.each(tf, weights, values);
    return Weights.sums(
        tf, List.of(Weights.ofSamples(tf, tf.math.mul(values, each)), Weights.ofSamples(tf, each)));
  }

  /** A mean heeds the mask of an output, as in Keras. */
  @Override
  default boolean heedsMask() {
    return true;
  }

  @Override
  default double result(double[] sums) {
    return sums[1] == 0 ? 0 : sums[0] / sums[1]; // as Keras, where all weights are 0
  }
}
