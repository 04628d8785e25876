package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x where it is above 0, else alpha (exp(x / alpha) - 1), so that it has no kink (Keras: {@code
 * celu}; Barron 2017).
 *
 * @param alpha what is approached below 0, the sign changed; above 0
 */
public record Celu(double alpha) implements Operation {

  /** Keras's function. */
  static final Celu USUAL = new Celu(1);

  public Celu {
    if (!(alpha > 0 && Double.isFinite(alpha))) {
      throw new IllegalArgumentException("celu needs a finite alpha above 0, got " + alpha);
    }
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TFloat32> width = tf.constant((float) alpha);
    Operand<TFloat32> below = tf.math.expm1(tf.math.div(tf.math.minimum(x, zero), width));
    return tf.math.add(tf.math.maximum(x, zero), tf.math.mul(width, below));
  }

  @Override
  public boolean monotone() {
    return true;
  }

  @Override
  public boolean isUsual() {
    return equals(USUAL);
  }

  @Override
  public Config config() {
    return Config.of("alpha", alpha);
  }

  /** Reads the configuration of Keras's operation. */
  public static Celu from(Config config) {
    Activations.ignorePlace(config);
    return new Celu(config.number("alpha", 1));
  }
}
