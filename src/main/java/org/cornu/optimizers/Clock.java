package org.cornu.optimizers;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Where a training stands as a step is taken.
 *
 * @param rate the learning rate of the step
 * @param iteration how many steps moved the weights before this one
 * @param own the handles of the slots that are the optimizer's own, by their names
 */
public record Clock(
    Operand<TFloat32> rate, Operand<TInt64> iteration, Map<String, Operand<? extends TType>> own) {

  /** Emits the number of this step, the first being 1. */
  Operand<TFloat32> step(Ops tf) {
    return tf.math.add(tf.dtypes.cast(iteration, TFloat32.class), tf.constant(1f));
  }

  /** Emits a number to the power of the step. */
  Operand<TFloat32> power(Ops tf, double number) {
    return tf.math.pow(tf.constant((float) number), step(tf));
  }
}
