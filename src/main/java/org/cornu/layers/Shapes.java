package org.cornu.layers;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/** Shapes of one sample (no batch axis) as layers need them. */
public final class Shapes {

  /** Keras's name of the only layout that TensorFlow's CPU kernels take. */
  static final String CHANNELS_LAST = "channels_last";

  private Shapes() {}

  /** As Python prints a tuple: {@code (28, 28, 1)}, {@code (10,)}. */
  public static String text(Shape shape) {
    String sizes =
        Arrays.stream(shape.asArray()).mapToObj(Long::toString).collect(Collectors.joining(", "));
    return shape.numDimensions() == 1 ? "(" + sizes + ",)" : "(" + sizes + ")";
  }

  /**
   * Checks that a sample is an image.
   *
   * @throws IllegalArgumentException if its rank is not 3
   */
  static void requireImage(Shape shape) {
    if (shape.numDimensions() != 3) {
      throw new IllegalArgumentException(
          "needs images (height, width, channels), got " + text(shape));
    }
  }

  /** The size of the last axis. */
  static long channels(Shape shape) {
    return shape.get(shape.numDimensions() - 1);
  }
}
