package org.cornu.losses;

import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The axis along which a loss of a sample is taken (Keras: {@code axis}). */
final class ClassAxis {

  /** The usual one. */
  static final int LAST = -1;

  private ClassAxis() {}

  /** Checks a number: that of the batch is none. */
  static int require(String loss, int axis) {
    if (axis == 0) {
      throw new IllegalArgumentException(
          "%s needs an axis within a sample, got 0, which is the batch's".formatted(loss));
    }
    return axis;
  }

  /** Checks that a sample's output has such an axis. */
  static void check(String loss, int axis, Shape output) {
    int rank = output.numDimensions() + 1;
    if (axis <= -rank || axis >= rank) {
      throw new IllegalArgumentException(
          "loss %s needs an axis of its output, of which a sample has shape %s, that of the batch being 0, got axis %d"
              .formatted(loss, output, axis));
    }
  }

  /** Its number, counted from the front. */
  static int of(int axis, Operand<TFloat32> output) {
    return axis < 0 ? axis + output.shape().numDimensions() : axis;
  }

  /** The same values with this axis last. */
  static Operand<TFloat32> last(Ops tf, int place, Operand<TFloat32> values) {
    int rank = values.shape().numDimensions();
    if (place == rank - 1) {
      return values;
    }
    int[] order =
        IntStream.concat(
                IntStream.range(0, rank).filter(axis -> axis != place), IntStream.of(place))
            .toArray();
    return tf.linalg.transpose(values, tf.constant(order));
  }

  /** With the axis, if it is not the usual one. */
  static Config with(Config config, int axis) {
    return axis == LAST ? config : config.with("axis", axis);
  }
}
