package org.cornu.initializers;

import org.cornu.config.Config;
import org.cornu.random.Draws;
import org.tensorflow.ndarray.Shape;

/**
 * A matrix of a number on its diagonal and 0 elsewhere (Keras: {@code Identity}). Rows and columns
 * need not be as many. In the files that Keras writes there is no gain; it takes one.
 *
 * @param gain the number, finite
 */
public record Identity(double gain) implements Initializer {

  public Identity {
    if (!Double.isFinite(gain)) {
      throw new IllegalArgumentException("identity needs a finite gain, got " + gain);
    }
  }

  /** With another number on the diagonal; 1 by default. */
  public Identity gain(double gain) {
    return new Identity(gain);
  }

  /**
   * The matrix.
   *
   * @throws IllegalArgumentException if the weight is no matrix
   */
  @Override
  public float[] values(Shape shape, Draws draws) {
    if (shape.numDimensions() != 2) {
      throw new IllegalArgumentException("identity needs a matrix, got shape " + shape);
    }
    float[] values = new float[Math.toIntExact(shape.size())];
    int columns = Math.toIntExact(shape.get(1));
    for (int i = 0; i < Math.min(shape.get(0), columns); i++) {
      values[i * columns + i] = (float) gain;
    }
    return values;
  }

  @Override
  public Config config() {
    return Config.of("gain", gain);
  }

  /** Reads Keras's configuration. */
  public static Identity from(Config config) {
    return new Identity(config.number("gain", 1));
  }
}
