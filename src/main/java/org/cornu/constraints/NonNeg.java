package org.cornu.constraints;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** No number below 0 (Keras: {@code NonNeg}). */
public record NonNeg() implements Constraint {

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
    return tf.math.maximum(weight, tf.constant(0f));
  }

  @Override
  public Config config() {
    return Config.EMPTY;
  }

  /** Reads Keras's configuration, which is empty. */
  public static NonNeg from(Config config) {
    return new NonNeg();
  }
}
