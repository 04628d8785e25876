package org.cornu.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** Losses of a batch of which some do not count (Keras: the mask of a loss). */
final class Counted {

  private Counted() {}

  /**
   * The values, scaled so that their mean over the batch is that of those that count.
   *
   * @param valid which count: (batch, ...), as the values
   */
  static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> values, Operand<TBool> valid) {
    Operand<TFloat32> counted = tf.dtypes.cast(valid, TFloat32.class);
    Operand<TFloat32> all = tf.dtypes.cast(tf.size(values), TFloat32.class);
    Operand<TFloat32> few =
        tf.reduceSum(counted, tf.range(tf.constant(0), tf.rank(counted), tf.constant(1)));
    return tf.math.mul(values, tf.math.mul(counted, tf.math.divNoNan(all, few)));
  }
}
