package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.ndarray.Shape;

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
}
