package org.cornu.initializers;

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
    if (!(stddev >= 0)) {
      throw new IllegalArgumentException(
          "randomNormal needs a standard deviation of 0 or more, got " + stddev);
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
}
