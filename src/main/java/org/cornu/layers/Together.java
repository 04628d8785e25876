package org.cornu.layers;

import java.util.List;
import java.util.Optional;
import org.cornu.graph.Exchange;
import org.cornu.graph.LayerScope;
import org.cornu.ops.FusedNormalization;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The normalization of a batch of which other replicas may have other shares. */
final class Together {

  private Together() {}

  /**
   * Normalizes by the whole batch's mean and variance, which replicas find out by two exchanges: of
   * the counts and the sums, then of the squares about the mean. Keras needs one, of the sums of
   * squares, which lose digits where the mean is large. A digit counts: where a value lies near 0,
   * a relu behind it flips, and gradients differ in the third.
   *
   * @param x (share, ..., channels)
   * @param counted 1 for each value that counts, else 0: of x's shape; empty if all count
   */
  static FusedNormalization normalized(
      LayerScope scope, Operand<TFloat32> x, Optional<Operand<TFloat32>> counted, double epsilon) {
    Ops tf = scope.tf();
    Exchange exchange = scope.exchange();
    Operand<TFloat32> counts = counted.orElseGet(() -> tf.fill(tf.shape(x), tf.constant(1f)));
    List<Operand<TFloat32>> sums =
        exchange.sum(
            tf,
            List.of(
                exchange.counted(tf, sum(tf, counts)),
                exchange.counted(tf, sum(tf, tf.math.mul(x, counts)))));
    // A mask may leave all out.
    Operand<TFloat32> count = tf.math.maximum(sums.get(0), tf.constant(1f));
    Operand<TFloat32> mean = tf.math.div(sums.get(1), count);
    Operand<TFloat32> difference = tf.math.sub(x, mean);
    Operand<TFloat32> squares = tf.math.mul(tf.math.square(difference), counts);
    Operand<TFloat32> variance =
        tf.math.div(
            exchange.sum(tf, List.of(exchange.counted(tf, sum(tf, squares)))).get(0), count);
    Operand<TFloat32> scale = tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon)));
    return new FusedNormalization(tf.math.mul(difference, scale), mean, variance);
  }

  /** Each sample's sum first, as it has the same bits on whatever replica it is. */
  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> sum = x;
    for (int axis = x.shape().numDimensions() - 2; axis >= 0; axis--) {
      sum = tf.reduceSum(sum, tf.constant(axis));
    }
    return sum;
  }
}
