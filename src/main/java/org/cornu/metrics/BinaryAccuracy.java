package org.cornu.metrics;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The fraction of yes-or-no questions answered rightly, 0 to 1: each number of an output counts by
 * itself (Keras: {@code BinaryAccuracy}).
 *
 * @param threshold above which an answer is a yes; Keras's default is 0.5
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record BinaryAccuracy(double threshold, String name) implements Fraction {

  private static final String NAME = "binary_accuracy";

  public BinaryAccuracy {
    MetricNames.require(name);
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException(
          "binaryAccuracy needs a finite threshold, got " + threshold);
    }
  }

  /** With Keras's name. */
  BinaryAccuracy(double threshold) {
    this(threshold, NAME);
  }

  /** With another threshold; 0.5 by default, 0 for logits. */
  public BinaryAccuracy threshold(double threshold) {
    return new BinaryAccuracy(threshold, name);
  }

  /** This metric under a name of its own, beside another with another threshold. */
  public BinaryAccuracy named(String name) {
    return new BinaryAccuracy(threshold, name);
  }

  @Override
  public Operand<TBool> right(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> limit = tf.constant((float) threshold);
    Operand<TFloat32> answer = tf.dtypes.cast(tf.math.greater(output, limit), TFloat32.class);
    return tf.math.equal(answer, target);
  }

  @Override
  public Config config() {
    return Config.of("name", name).with("threshold", threshold);
  }

  /** Reads Keras's configuration. */
  public static BinaryAccuracy from(Config config) {
    config.ignore("dtype");
    return new BinaryAccuracy(config.number("threshold", .5), config.text("name", NAME));
  }
}
