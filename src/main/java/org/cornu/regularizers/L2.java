package org.cornu.regularizers;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The sum of the squares times a factor (Keras: {@code L2}).
 *
 * @param l2 the factor, finite and 0 or more
 */
public record L2(float l2) implements Regularizer {

  public L2 {
    L1L2.requireFactor("l2", "factor", l2);
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> x) {
    return new org.tensorflow.framework.regularizers.L2(l2).call(tf, x);
  }

  @Override
  public Config config() {
    return Config.of("l2", l2);
  }

  /** Reads Keras's configuration. */
  public static L2 from(Config config) {
    return new L2((float) config.number("l2", 0.01));
  }
}
