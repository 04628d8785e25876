package org.cornu.initializers;

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
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "randomUniform needs min below max, got min=%s, max=%s".formatted(min, max));
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
}
