package org.cornu.regularizers;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The sum of the sizes times a factor (Keras: {@code L1}).
 *
 * @param l1 the factor, finite and 0 or more
 */
public record L1(float l1) implements Regularizer {

  public L1 {
    L1L2.requireFactor("l1", "factor", l1);
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> x) {
    return new org.tensorflow.framework.regularizers.L1(l1).call(tf, x);
  }

  @Override
  public Config config() {
    return Config.of("l1", l1);
  }

  /** Reads Keras's configuration. */
  public static L1 from(Config config) {
    return new L1((float) config.number("l1", 0.01));
  }
}
