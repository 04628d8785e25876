package org.cornu.metrics;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The root of the mean of all squared differences (Keras: {@code RootMeanSquaredError}).
 *
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record RootMeanSquaredError(String name) implements MeanMetric {

  static final String NAME = "root_mean_squared_error";

  public RootMeanSquaredError {
    MetricNames.require(name);
  }

  /** This metric under a name of its own. */
  public RootMeanSquaredError named(String name) {
    return new RootMeanSquaredError(name);
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return tf.math.squaredDifference(output, target);
  }

  /** In Keras this mean alone does not. */
  @Override
  public boolean heedsMask() {
    return false;
  }

  @Override
  public double result(double[] sums) {
    return Math.sqrt(MeanMetric.super.result(sums));
  }

  @Override
  public Config config() {
    return Config.of("name", name);
  }

  /** Reads Keras's configuration. */
  public static RootMeanSquaredError from(Config config) {
    config.ignore("dtype");
    return new RootMeanSquaredError(config.text("name", NAME));
  }
}
