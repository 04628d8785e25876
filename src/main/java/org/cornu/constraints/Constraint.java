package org.cornu.constraints;

import org.cornu.config.Configurable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Where a weight must stay: after each step of the optimizer it is put back there (Keras: {@code
 * keras.constraints.Constraint}). A lambda will do: {@code (tf, weight) -> tf.math.minimum(weight,
 * tf.constant(1f))}; no file holds it.
 */
@FunctionalInterface
public interface Constraint extends Configurable {

  /**
   * Emits the weight that takes its place.
   *
   * @param weight after the optimizer's step
   * @return of the same shape
   */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight);
}
