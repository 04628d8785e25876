package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x where it is farther from 0 than a threshold, else 0 (Keras: {@code hard_shrink}).
 *
 * @param threshold the distance, 0 or more
 */
public record HardShrink(double threshold) implements Operation {

  /** Keras's function. */
  static final HardShrink USUAL = new HardShrink(0.5);

  public HardShrink {
    if (!(threshold >= 0 && Double.isFinite(threshold))) {
      throw new IllegalArgumentException(
          "hardShrink needs a finite threshold of 0 or more, got " + threshold);
    }
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    var far = tf.math.greater(tf.math.abs(x), tf.constant((float) threshold));
    return tf.select(far, x, tf.zerosLike(x));
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
    return Config.of("threshold", threshold);
  }

  /** Reads the configuration of Keras's operation. */
  public static HardShrink from(Config config) {
    Activations.ignorePlace(config);
    return new HardShrink(config.number("threshold", 0.5));
  }
}
