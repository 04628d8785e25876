package org.cornu.regularizers;

import org.cornu.config.Configurable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a weight, or an output, adds to the loss (Keras: {@code keras.regularizers.Regularizer}). A
 * lambda will do; no file holds it.
 */
@FunctionalInterface
public interface Regularizer extends Configurable {

  /**
   * Emits the penalty.
   *
   * @param x of any shape, unless the regularizer says otherwise
   * @return a scalar
   */
  Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> x);
}
