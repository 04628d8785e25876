package org.cornu.initializers;

import org.cornu.config.Config;
import org.cornu.random.Draws;
import org.tensorflow.ndarray.Shape;

/**
 * Normally distributed (Keras: {@code RandomNormal}).
 *
 * @param mean of the distribution
 * @param stddev its standard deviation, not negative
 */
public record RandomNormal(double mean, double stddev) implements Initializer {

  public RandomNormal {
    if (!(stddev >= 0 && Double.isFinite(stddev) && Double.isFinite(mean))) {
      throw new IllegalArgumentException(
          "randomNormal needs a finite mean and a finite standard deviation of 0 or more, got %s and %s"
              .formatted(mean, stddev));
    }
  }

  @Override
  public float[] values(Shape shape, Draws draws) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + stddev * draws.normal());
    }
    return values;
  }

  @Override
  public Config config() {
    return Config.of("mean", mean).with("stddev", stddev);
  }

  /** Reads Keras's configuration but for its seed: values are drawn from the net's. */
  public static RandomNormal from(Config config) {
    config.ignore("seed");
    return new RandomNormal(config.number("mean", 0), config.number("stddev", 0.05));
  }
}
