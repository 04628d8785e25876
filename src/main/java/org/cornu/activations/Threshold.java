package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x where it is above a threshold, else a value (Keras: {@code threshold}).
 *
 * @param threshold what x must exceed; finite
 * @param value in place of the others; finite
 */
public record Threshold(double threshold, double value) implements Operation {

  public Threshold {
    if (!(Double.isFinite(threshold) && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "threshold needs finite numbers, got %s and %s".formatted(threshold, value));
    }
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    var above = tf.math.greater(x, tf.constant((float) threshold));
    return tf.select(above, x, tf.fill(tf.shape(x), tf.constant((float) value)));
  }

  @Override
  public boolean monotone() {
    return value <= threshold;
  }

  /** Keras's function has no usual options. */
  @Override
  public boolean isUsual() {
    return false;
  }

  @Override
  public Config config() {
    return Config.of("threshold", threshold).with("default_value", value);
  }

  /** Reads the configuration of Keras's operation. */
  public static Threshold from(Config config) {
    Activations.ignorePlace(config);
    return new Threshold(config.number("threshold"), config.number("default_value"));
  }
}
