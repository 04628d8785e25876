package org.cornu.initializers;

import org.cornu.config.Configurable;
import org.cornu.random.Draws;
import org.tensorflow.ndarray.Shape;

/**
 * Gives a weight its first values (Keras: {@code keras.initializers.Initializer}). The values are
 * drawn in Java, so that they are the same on every device and for every number of threads. A
 * lambda will do; no file holds it.
 */
@FunctionalInterface
public interface Initializer extends Configurable {

  /**
   * The values of one weight, row-major.
   *
   * @param shape of the weight, every size known; a kernel ends with (..., inputs, outputs)
   * @param draws the random numbers of this weight
   */
  float[] values(Shape shape, Draws draws);
}
