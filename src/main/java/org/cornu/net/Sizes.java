package org.cornu.net;

import java.math.BigInteger;
import java.util.Arrays;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.Shape;

/** How many numbers an array may hold. */
final class Sizes {

  private Sizes() {}

  /**
   * A shape of at most 2^31 - 1 numbers.
   *
   * @param what has the shape, for the message
   * @throws IllegalArgumentException if it has more
   */
  static Shape checked(String what, Shape shape) {
    BigInteger numbers =
        Arrays.stream(shape.asArray())
            .filter(size -> size != Shape.UNKNOWN_SIZE)
            .mapToObj(BigInteger::valueOf)
            .reduce(BigInteger.ONE, BigInteger::multiply);
    if (numbers.bitLength() > Integer.SIZE - 1) {
      throw new IllegalArgumentException(
          "needs at most %d numbers in its %s, got %s"
              .formatted(Integer.MAX_VALUE, what, Shapes.text(shape)));
    }
    return shape;
  }
}
