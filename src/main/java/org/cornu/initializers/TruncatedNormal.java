package org.cornu.initializers;

import org.cornu.config.Config;
import org.cornu.random.Draws;
import org.tensorflow.ndarray.Shape;

/**
 * Normally distributed, values further than two standard deviations from the mean drawn again
 * (Keras: {@code TruncatedNormal}).
 *
 * @param mean of the distribution
 * @param stddev its standard deviation before truncation, not negative; after it is 0.8796 times
 *     that
 */
public record TruncatedNormal(double mean, double stddev) implements Initializer {

  public TruncatedNormal {
    if (!(stddev >= 0 && Double.isFinite(stddev) && Double.isFinite(mean))) {
      throw new IllegalArgumentException(
          "truncatedNormal needs a finite mean and a finite standard deviation of 0 or more, got %s and %s"
              .formatted(mean, stddev));
    }
  }

  @Override
  public float[] values(Shape shape, Draws draws) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + stddev * withinTwo(draws));
    }
    return values;
  }

  private static double withinTwo(Draws draws) {
    double value = draws.normal();
    while (Math.abs(value) > 2) {
      value = draws.normal();
    }
    return value;
  }

  @Override
  public Config config() {
    return Config.of("mean", mean).with("stddev", stddev);
  }

  /** Reads Keras's configuration but for its seed: values are drawn from the net's. */
  public static TruncatedNormal from(Config config) {
    config.ignore("seed");
    return new TruncatedNormal(config.number("mean", 0), config.number("stddev", 0.05));
  }
}
