package org.cornu.ops;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What works along the last axis, along another. */
public final class Turning {

  private Turning() {}

  /**
   * Applies a function with an axis in the place of the last.
   *
   * @param axis of the batch, from 0 on
   * @param function which keeps the shape
   */
  public static Operand<TFloat32> along(
      Ops tf, Operand<TFloat32> x, int axis, UnaryOperator<Operand<TFloat32>> function) {
    int last = x.shape().numDimensions() - 1;
    return axis == last
        ? function.apply(x)
        : swapped(tf, function.apply(swapped(tf, x, axis)), axis);
  }

  /** An axis and the last in each other's place. */
  public static Operand<TFloat32> swapped(Ops tf, Operand<TFloat32> x, int axis) {
    int[] order = new int[x.shape().numDimensions()];
    Arrays.setAll(order, i -> i);
    order[axis] = order.length - 1;
    order[order.length - 1] = axis;
    return tf.linalg.transpose(x, tf.constant(order));
  }
}
