package org.cornu.layers;

import org.cornu.graph.Spec;
import org.tensorflow.ndarray.Shape;

/** Shapes of one sample (no batch axis) as layers need them. */
public final class Shapes {

  /** Keras's name of the only layout that TensorFlow's CPU kernels take. */
  static final String CHANNELS_LAST = "channels_last";

  private Shapes() {}

  /** As Python prints a tuple: {@code (28, 28, 1)}, {@code (10,)}, {@code (None, 3)}. */
  public static String text(Shape shape) {
    return Spec.floats(shape).toString();
  }

  /**
   * The axis of a sample from one that counts the batch.
   *
   * @param axis from 1 on, or below 0 from the end
   * @return from 0 on
   * @throws IllegalArgumentException if there is no such axis
   */
  static int sampleAxis(int axis, Shape sample) {
    int axes = sample.numDimensions();
    int from0 = axis > 0 ? axis - 1 : axis + axes;
    if (from0 < 0 || from0 >= axes) {
      throw new IllegalArgumentException(
          "needs an axis from 1 to %d, or from -1 to -%1$d, the batch is 0, got %d for %s"
              .formatted(axes, axis, text(sample)));
    }
    return from0;
  }

  /**
   * Checks that a sample is an image.
   *
   * @throws IllegalArgumentException if its rank is not 3, or a size is not known
   */
  static void requireImage(Shape shape) {
    requireKnown(shape);
    if (shape.numDimensions() != 3) {
      throw new IllegalArgumentException(
          "needs images (height, width, channels), got " + text(shape));
    }
  }

  /**
   * Checks that all sizes are known.
   *
   * @throws IllegalArgumentException if one differs from batch to batch
   */
  static void requireKnown(Shape shape) {
    if (shape.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "needs every size but the batch's, got %s; give its input a size in each axis"
              .formatted(text(shape)));
    }
  }

  /**
   * The size of the last axis.
   *
   * @throws IllegalArgumentException if it is not known
   */
  static long channels(Shape shape) {
    requireKnown(shape.takeLast(1));
    return shape.get(shape.numDimensions() - 1);
  }
}
