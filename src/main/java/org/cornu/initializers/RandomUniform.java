package org.cornu.initializers;

import org.cornu.config.Config;
import org.cornu.random.Draws;
import org.tensorflow.ndarray.Shape;

/**
 * Uniform in [{@code min}, {@code max}) (Keras: {@code RandomUniform}).
 *
 * @param min lower bound
 * @param max upper bound, above {@code min}
 */
public record RandomUniform(double min, double max) implements Initializer {

  public RandomUniform {
    if (!(min < max && Double.isFinite(max - min))) {
      throw new IllegalArgumentException(
          "randomUniform needs finite min below max, got min=%s, max=%s".formatted(min, max));
    }
  }

  @Override
  public float[] values(Shape shape, Draws draws) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (min + (max - min) * draws.uniform());
    }
    return values;
  }

  @Override
  public Config config() {
    return Config.of("minval", min).with("maxval", max);
  }

  /** Reads Keras's configuration but for its seed: values are drawn from the net's. */
  public static RandomUniform from(Config config) {
    config.ignore("seed");
    return new RandomUniform(config.number("minval", -0.05), config.number("maxval", 0.05));
  }
}
