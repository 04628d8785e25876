package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x brought nearer to 0 by a threshold, and 0 where it would get past (Keras: {@code soft_shrink}).
 *
 * @param threshold the distance, 0 or more
 */
public record SoftShrink(double threshold) implements Operation {

  /** Keras's function. */
  static final SoftShrink USUAL = new SoftShrink(0.5);

  public SoftShrink {
    if (!(threshold >= 0 && Double.isFinite(threshold))) {
      throw new IllegalArgumentException(
          "softShrink needs a finite threshold of 0 or more, got " + threshold);
    }
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> distance = tf.constant((float) threshold);
    var above = tf.math.greater(x, distance);
    var below = tf.math.less(x, tf.math.neg(distance));
    return tf.select(
        above,
        tf.math.sub(x, distance),
        tf.select(below, tf.math.add(x, distance), tf.zerosLike(x)));
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
  public static SoftShrink from(Config config) {
    Activations.ignorePlace(config);
    return new SoftShrink(config.number("threshold", 0.5));
  }
}
