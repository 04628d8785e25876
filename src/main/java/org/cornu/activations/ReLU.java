package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/**
 * x where it is above a threshold, at most a greatest value, else a fraction of what x lacks to the
 * threshold (Keras: {@code ReLU}); the plain one is {@link Activations#relu()}.
 *
 * @param maxValue the greatest value, 0 or more; infinite for none
 * @param negativeSlope the fraction, 0 or more
 * @param threshold what x must exceed, 0 or more
 */
public record ReLU(double maxValue, double negativeSlope, double threshold)
    implements LayerFunction {

  /** Keras's function. */
  static final ReLU USUAL = new ReLU(Double.POSITIVE_INFINITY, 0, 0);

  public ReLU {
    if (!(maxValue >= 0)) {
      throw new IllegalArgumentException(
          "relu needs a greatest value of 0 or more, got " + maxValue);
    }
    if (!(negativeSlope >= 0 && Double.isFinite(negativeSlope))) {
      throw new IllegalArgumentException(
          "relu needs a finite slope of 0 or more, got " + negativeSlope);
    }
    if (!(threshold >= 0 && Double.isFinite(threshold))) {
      throw new IllegalArgumentException(
          "relu needs a finite threshold of 0 or more, got " + threshold);
    }
  }

  /** With a greatest value; none by default. */
  public ReLU maxValue(double most) {
    return new ReLU(most, negativeSlope, threshold);
  }

  /** With a slope below the threshold; 0 by default. */
  public ReLU negativeSlope(double slope) {
    return new ReLU(maxValue, slope, threshold);
  }

  /** With a threshold; 0 by default. */
  public ReLU threshold(double least) {
    return new ReLU(maxValue, negativeSlope, least);
  }

  private boolean isCapped() {
    return maxValue != Double.POSITIVE_INFINITY;
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    if (negativeSlope == 0) {
      return above(tf, x);
    }
    if (!isCapped() && threshold == 0) {
      return tf.nn.leakyRelu(x, LeakyRelu.alpha((float) negativeSlope));
    }
    Operand<TFloat32> lacking = tf.math.sub(tf.constant((float) threshold), x);
    Operand<TFloat32> below = tf.math.mul(tf.constant((float) negativeSlope), tf.nn.relu(lacking));
    return tf.math.sub(above(tf, x), below);
  }

  private Operand<TFloat32> above(Ops tf, Operand<TFloat32> x) {
    if (threshold == 0 && maxValue == 6) {
      return tf.nn.relu6(x);
    }
    Operand<TFloat32> least = tf.constant((float) threshold);
    Operand<TFloat32> y =
        threshold == 0 ? tf.nn.relu(x) : tf.select(tf.math.greater(x, least), x, tf.zerosLike(x));
    return isCapped()
        ? tf.math.maximum(tf.math.minimum(y, tf.constant((float) maxValue)), tf.constant(0f))
        : y;
  }

  @Override
  public boolean monotone() {
    return true;
  }

  @Override
  public Object described() {
    return equals(USUAL) ? "relu" : this;
  }

  @Override
  public Config config() {
    return Config.of("max_value", isCapped() ? maxValue : null)
        .with("negative_slope", negativeSlope)
        .with("threshold", threshold);
  }

  /** Reads the configuration of Keras's layer. */
  public static ReLU from(Config config) {
    Activations.ignorePlace(config);
    return new ReLU(
        config.number("max_value", Double.POSITIVE_INFINITY),
        config.number("negative_slope", 0),
        config.number("threshold", 0));
  }
}
