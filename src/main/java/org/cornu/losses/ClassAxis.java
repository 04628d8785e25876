package org.cornu.losses;

import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.tensorflow.Operand;
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

  /** Its number, counted from the front. */
  static int of(String loss, int axis, Operand<TFloat32> output) {
    int rank = output.shape().numDimensions();
    int place = axis < 0 ? axis + rank : axis;
    if (place < 1 || place >= rank) {
      throw new IllegalArgumentException(
          "%s needs an axis of its output, which has shape %s, got %d"
              .formatted(loss, output.shape(), axis));
    }
    return place;
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
