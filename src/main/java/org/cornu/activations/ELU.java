package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x where it is above 0, else alpha (exp(x) - 1) (Keras: {@code elu}, {@code ELU}).
 *
 * @param alpha what is approached below 0, the sign changed; finite
 */
public record ELU(double alpha) implements LayerFunction {

  /** Keras's function {@code elu}. */
  static final ELU USUAL = new ELU(1);

  public ELU {
    if (!Double.isFinite(alpha)) {
      throw new IllegalArgumentException("elu needs a finite alpha, got " + alpha);
    }
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    return org.tensorflow.framework.activations.ELU.elu(tf, x, alpha);
  }

  @Override
  public boolean monotone() {
    return alpha >= 0;
  }

  @Override
  public Object described() {
    return equals(USUAL) ? "elu" : this;
  }

  @Override
  public Config config() {
    return Config.of("alpha", alpha);
  }

  /** Reads the configuration of Keras's layer. */
  public static ELU from(Config config) {
    Activations.ignorePlace(config);
    return new ELU(config.number("alpha", 1));
  }
}
