package org.cornu.metrics;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.framework.op.FrameworkOps;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** The two sums behind a fraction of samples: how many were right, and how many there were. */
final class Mean {

  private Mean() {}

  /** (batch, ...) of right or wrong to (2). */
  static Operand<TFloat32> sums(Ops tf, Operand<TBool> right) {
    Operand<TFloat32> hits = tf.dtypes.cast(right, TFloat32.class);
    Operand<TFloat32> sum = tf.reduceSum(hits, FrameworkOps.create(tf).math.allAxes(hits));
    return tf.stack(List.of(sum, tf.dtypes.cast(tf.size(hits), TFloat32.class)));
  }

  static double result(double[] sums) {
    return sums[0] / sums[1];
  }
}
