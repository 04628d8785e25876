package org.cornu.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Samples' weights, as sums take them. */
public final class Weights {

  private Weights() {}

  /** A weight of 1 for each sample: (batch, ...) to (batch). */
  static Operand<TFloat32> ones(Ops tf, Operand<TFloat32> output) {
    Operand<TInt32> samples = tf.gather(tf.shape(output), tf.constant(0), tf.constant(0));
    return tf.fill(tf.expandDims(samples, tf.constant(0)), tf.constant(1f));
  }

  /** Each value's weight, that of its sample or step: (batch, ...), (batch, ...) to the second. */
  public static Operand<TFloat32> each(
      Ops tf, Operand<TFloat32> weights, Operand<TFloat32> values) {
    Operand<TFloat32> each = weights;
    while (each.shape().numDimensions() < values.shape().numDimensions()) {
      each = tf.expandDims(each, tf.constant(-1));
    }
    return tf.math.mul(tf.onesLike(values), each);
  }

  /** The mean of each sample's values: (batch, ...) to (batch). */
  public static Operand<TFloat32> ofSamples(Ops tf, Operand<TFloat32> values) {
    int rank = values.shape().numDimensions();
    return rank == 1
        ? values
        : tf.math.mean(values, tf.constant(IntStream.range(1, rank).toArray()));
  }

  /** The sum of all values: (...) to (). */
  static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> values) {
    return tf.reduceSum(values, tf.range(tf.constant(0), tf.rank(values), tf.constant(1)));
  }

  /** The sums of several, in one vector. */
  static Operand<TFloat32> sums(Ops tf, List<Operand<TFloat32>> several) {
    return tf.stack(several.stream().map(values -> sum(tf, values)).toList());
  }

  /** The sums over the batch of several, in one vector: (batch, outputs) each. */
  static Operand<TFloat32> sumsOfOutputs(Ops tf, List<Operand<TFloat32>> several) {
    List<Operand<TFloat32>> sums = new ArrayList<>();
    several.forEach(values -> sums.add(tf.reduceSum(values, tf.constant(0))));
    return tf.concat(sums, tf.constant(0));
  }
}
