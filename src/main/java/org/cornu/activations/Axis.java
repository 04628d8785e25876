package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The axis of a function that takes rows: it counts the batch, from 1 on, or from -1 back. */
final class Axis {

  private Axis() {}

  /** Checks what can be told without an input. */
  static void require(String function, int axis) {
    if (axis == 0) {
      throw new IllegalArgumentException(
          function + " needs an axis from 1 on, or from -1 back, the batch is 0, got 0");
    }
  }

  /** Checks an axis of one sample. */
  static void require(String function, int axis, Shape sample) {
    from0(function, axis, sample.numDimensions() + 1);
  }

  /** The axis of a batch, from 0 on. */
  static int from0(String function, int axis, int rank) {
    int from0 = axis < 0 ? axis + rank : axis;
    if (from0 < 1 || from0 >= rank) {
      throw new IllegalArgumentException(
          "%s needs an axis from 1 to %d, or from -1 to -%2$d, the batch is 0, got %d"
              .formatted(function, rank - 1, axis));
    }
    return from0;
  }

  /** The axis in a file; the last by default. */
  static int from(Config config) {
    return config.integer("axis", -1);
  }

  /** The size of an axis: (). */
  static Operand<TInt32> size(Ops tf, Operand<TFloat32> x, int from0) {
    long size = x.shape().get(from0);
    return size != Shape.UNKNOWN_SIZE
        ? tf.constant(Math.toIntExact(size))
        : tf.gather(tf.shape(x), tf.constant(from0), tf.constant(0));
  }
}
