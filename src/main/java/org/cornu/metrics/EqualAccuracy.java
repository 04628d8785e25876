package org.cornu.metrics;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The fraction of numbers that are exactly the target's, 0 to 1 (Keras: the class {@code Accuracy},
 * where the word {@code "accuracy"} is {@link Accuracy}).
 *
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record EqualAccuracy(String name) implements Fraction {

  static final String NAME = "accuracy";

  public EqualAccuracy {
    MetricNames.require(name);
  }

  /** This metric under a name of its own. */
  public EqualAccuracy named(String name) {
    return new EqualAccuracy(name);
  }

  @Override
  public Operand<TBool> right(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return tf.math.equal(target, output);
  }

  @Override
  public String className() {
    return "Accuracy";
  }

  @Override
  public Config config() {
    return Config.of("name", name);
  }

  /** Reads Keras's configuration. */
  public static EqualAccuracy from(Config config) {
    config.ignore("dtype");
    return new EqualAccuracy(config.text("name", NAME));
  }
}
