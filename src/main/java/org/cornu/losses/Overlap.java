package org.cornu.losses;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The axes over which losses of overlapping areas add up. */
final class Overlap {

  private Overlap() {}

  /** Checks their numbers. */
  static List<Integer> require(String loss, List<Integer> axes) {
    if (axes.stream().distinct().count() < axes.size()) {
      throw new IllegalArgumentException(
          "%s needs each axis once, or none for all, got %s".formatted(loss, axes));
    }
    return List.copyOf(axes);
  }

  /** Whether each sample has a loss of its own. */
  static boolean isOfSamples(List<Integer> axes) {
    return !axes.isEmpty() && !axes.contains(0);
  }

  /**
   * The sums over the axes.
   *
   * @param axes none for all
   */
  static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> values, List<Integer> axes) {
    return axes.isEmpty()
        ? tf.reduceSum(values, tf.range(tf.constant(0), tf.rank(values), tf.constant(1)))
        : tf.reduceSum(values, tf.constant(axes.stream().mapToInt(axis -> axis).toArray()));
  }

  /** Checks that a sample's output has such axes; that of the batch is not counted from the end. */
  static void check(String loss, List<Integer> axes, Shape output) {
    axes.forEach(axis -> ClassAxis.check(loss, axis, output));
  }

  /** The losses as one for each sample: where they are of the whole batch, each has the same. */
  static Operand<TFloat32> perSample(
      Ops tf, List<Integer> axes, Operand<TFloat32> losses, Operand<TFloat32> output) {
    if (isOfSamples(axes)) {
      return losses;
    }
    Operand<TFloat32> one =
        tf.math.mean(losses, tf.range(tf.constant(0), tf.rank(losses), tf.constant(1)));
    var samples =
        tf.expandDims(tf.gather(tf.shape(output), tf.constant(0), tf.constant(0)), tf.constant(0));
    return tf.math.mul(one, tf.fill(samples, tf.constant(1f)));
  }

  /** With the axes, if they are not all. */
  static Config with(Config config, List<Integer> axes) {
    return axes.isEmpty() ? config : config.with("axis", Integers.written(axes));
  }

  /** Reads what Keras writes: a number, a list, a tuple, or null for all. */
  static List<Integer> from(Config config) {
    return Integers.from(config, "axis", List.of());
  }
}
