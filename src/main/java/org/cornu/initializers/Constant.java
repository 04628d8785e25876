package org.cornu.initializers;

import java.util.Arrays;
import org.cornu.random.Draws;
import org.tensorflow.ndarray.Shape;

/**
 * The same value everywhere (Keras: {@code Constant}, and with it {@code Zeros} and {@code Ones}).
 *
 * @param value of every element
 */
public record Constant(float value) implements Initializer {

  @Override
  public float[] values(Shape shape, Draws draws) {
    float[] values = new float[Math.toIntExact(shape.size())];
    Arrays.fill(values, value);
    return values;
  }
}
