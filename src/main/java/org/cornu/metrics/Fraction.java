package org.cornu.metrics;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** The fraction of right answers. */
interface Fraction extends MeanMetric {

  /** Which answers are right: (batch, ...). */
  Operand<TBool> right(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output);

  @Override
  default Operand<TFloat32> values(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return tf.dtypes.cast(right(tf, target, output), TFloat32.class);
  }
}
