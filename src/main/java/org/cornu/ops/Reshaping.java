package org.cornu.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Values in another shape, of which several sizes may be open: TensorFlow takes one at most. */
public final class Reshaping {

  private Reshaping() {}

  /**
   * Reshapes to these sizes; the first that are open are those of the batch.
   *
   * @param <T> the type of the values
   */
  public static <T extends TType> Operand<T> of(Ops tf, Operand<T> x, long[] sizes) {
    return like(tf, x, x, sizes);
  }

  /**
   * Reshapes to these sizes.
   *
   * @param <T> the type of the values
   * @param like whose sizes stand for those that are open, axis by axis; the last open one needs
   *     none
   */
  public static <T extends TType> Operand<T> like(
      Ops tf, Operand<T> x, Operand<? extends TType> like, long[] sizes) {
    if (Arrays.stream(sizes).filter(size -> size == Shape.UNKNOWN_SIZE).count() == 1) {
      return tf.reshape(x, tf.constant(sizes));
    }
    int last = sizes.length - 1;
    while (last >= 0 && sizes[last] != Shape.UNKNOWN_SIZE) {
      last--;
    }
    List<Operand<TInt32>> shape = new ArrayList<>();
    for (int axis = 0; axis < sizes.length; axis++) {
      boolean known = sizes[axis] != Shape.UNKNOWN_SIZE || axis == last;
      shape.add(
          known
              ? tf.constant(Math.toIntExact(sizes[axis]))
              : tf.gather(tf.shape(like), tf.constant(axis), tf.constant(0)));
    }
    return tf.reshape(x, tf.stack(shape));
  }

  /**
   * What is made of the rows of values, whatever axes are in front: (..., n) to (..., m).
   *
   * @param rows (rows, n) to (rows, m)
   */
  public static Operand<TFloat32> byRows(
      Ops tf, Operand<TFloat32> x, UnaryOperator<Operand<TFloat32>> rows) {
    long[] sizes = x.shape().asArray();
    int last = sizes.length - 1;
    if (last == 1) {
      return rows.apply(x);
    }
    Operand<TFloat32> y = rows.apply(tf.reshape(x, tf.constant(new long[] {-1, sizes[last]})));
    sizes[last] = y.shape().get(1);
    return like(tf, y, x, sizes);
  }

  /** The size of an axis: (), a constant where it is known. */
  public static Operand<TInt32> size(Ops tf, Operand<? extends TType> x, int axis) {
    long size = x.shape().get(axis);
    return size != Shape.UNKNOWN_SIZE
        ? tf.constant(Math.toIntExact(size))
        : tf.gather(tf.shape(x), tf.constant(axis), tf.constant(0));
  }
}
