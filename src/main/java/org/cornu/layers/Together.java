package org.cornu.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cornu.graph.Exchange;
import org.cornu.graph.LayerScope;
import org.cornu.ops.FusedNormalization;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The normalization of a batch of which other replicas have other shares. */
final class Together {

  private Together() {}

  /**
   * Normalizes by the whole batch's mean and variance, which replicas find out by one exchange: of
   * the counts, the sums and the sums of squares, as in Keras.
   *
   * @param x (share, ..., channels)
   * @param counted 1 for each value that counts, else 0: of x's shape; empty if all count
   */
  static FusedNormalization normalized(
      LayerScope scope, Operand<TFloat32> x, Optional<Operand<TFloat32>> counted, double epsilon) {
    Ops tf = scope.tf();
    Exchange exchange = scope.exchange();
    int[] axes = new int[x.shape().numDimensions() - 1];
    Arrays.setAll(axes, axis -> axis);
    Operand<TInt32> over = tf.constant(axes);
    Operand<TFloat32> counts = counted.orElseGet(() -> tf.fill(tf.shape(x), tf.constant(1f)));
    Operand<TFloat32> values = counted.map(each -> mul(tf, x, each)).orElse(x);
    List<Operand<TFloat32>> sums =
        exchange.sum(
            tf,
            List.of(
                exchange.counted(tf, tf.reduceSum(counts, over)),
                exchange.counted(tf, tf.reduceSum(values, over)),
                exchange.counted(tf, tf.reduceSum(mul(tf, values, x), over))));
    Operand<TFloat32> mean = tf.math.div(sums.get(1), sums.get(0));
    Operand<TFloat32> variance =
        tf.math.sub(tf.math.div(sums.get(2), sums.get(0)), tf.math.square(mean));
    Operand<TFloat32> scale = tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon)));
    return new FusedNormalization(mul(tf, tf.math.sub(x, mean), scale), mean, variance);
  }

  private static Operand<TFloat32> mul(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return tf.math.mul(x, y);
  }
}
