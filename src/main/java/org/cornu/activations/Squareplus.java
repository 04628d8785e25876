package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * (x + sqrt(x&sup2; + b)) / 2, a smooth relu without an exponential (Keras: {@code squareplus};
 * Barron 2021).
 *
 * @param b how round it is at 0; above 0
 */
public record Squareplus(double b) implements Operation {

  /** Keras's function. */
  static final Squareplus USUAL = new Squareplus(4);

  public Squareplus {
    if (!(b > 0 && Double.isFinite(b))) {
      throw new IllegalArgumentException("squareplus needs a finite b above 0, got " + b);
    }
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> root = tf.math.sqrt(tf.math.add(tf.math.square(x), tf.constant((float) b)));
    return tf.math.div(tf.math.add(x, root), tf.constant(2f));
  }

  @Override
  public boolean monotone() {
    return true;
  }

  @Override
  public boolean isUsual() {
    return equals(USUAL);
  }

  /** Keras takes a whole number as it takes a fraction. */
  @Override
  public Config config() {
    return Config.of("b", b);
  }

  /** Reads the configuration of Keras's operation. */
  public static Squareplus from(Config config) {
    Activations.ignorePlace(config);
    return new Squareplus(config.number("b", 4));
  }
}
