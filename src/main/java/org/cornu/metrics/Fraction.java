package org.cornu.metrics;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The fraction of right answers. Of two sums: how many were right, and how many there were. */
interface Fraction extends Metric {

  /** Which answers are right: (batch, ...). */
  Operand<TBool> right(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output);

  @Override
  default Operand<TFloat32> sums(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return sums(tf, right(tf, target, output));
  }

  /** (batch, ...) of right or wrong to (2). */
  static Operand<TFloat32> sums(Ops tf, Operand<TBool> right) {
    Operand<TFloat32> hits = tf.dtypes.cast(right, TFloat32.class);
    Operand<TFloat32> sum = tf.reduceSum(hits, all(tf, hits));
    return tf.stack(List.of(sum, tf.dtypes.cast(tf.size(hits), TFloat32.class)));
  }

  @Override
  default Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    Operand<TFloat32> hits = tf.dtypes.cast(right(tf, target, output), TFloat32.class);
    Operand<TFloat32> each = weights;
    for (int axis = 1; axis < hits.shape().numDimensions(); axis++) {
      each = tf.expandDims(each, tf.constant(-1));
    }
    Operand<TFloat32> counted = tf.math.mul(tf.onesLike(hits), each);
    return tf.stack(
        List.of(
            tf.reduceSum(tf.math.mul(hits, each), all(tf, hits)),
            tf.reduceSum(counted, all(tf, hits))));
  }

  private static Operand<TInt32> all(Ops tf, Operand<TFloat32> values) {
    return tf.range(tf.constant(0), tf.rank(values), tf.constant(1));
  }

  @Override
  default double result(double[] sums) {
    return sums[1] == 0 ? 0 : sums[0] / sums[1]; // as Keras, where all weights are 0
  }
}
