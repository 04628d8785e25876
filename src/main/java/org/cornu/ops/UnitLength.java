package org.cornu.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** Vectors brought to a length of 1 (Keras: {@code ops.normalize}). */
public final class UnitLength {

  /** What a vector is multiplied with at most, so that one of length 0 stays as it is. */
  private static final float LARGEST_FACTOR = 1e7f;

  private UnitLength() {}

  /**
   * @param axes that vectors lie along, the batch counted
   */
  public static Operand<TFloat32> of(Ops tf, Operand<TFloat32> x, int... axes) {
    return of(tf, x, LARGEST_FACTOR, axes);
  }

  /** The same with another factor at most. */
  public static Operand<TFloat32> of(
      Ops tf, Operand<TFloat32> x, float largestFactor, int... axes) {
    Operand<TFloat32> square =
        tf.reduceSum(tf.math.square(x), tf.constant(axes), ReduceSum.keepDims(true));
    return tf.math.mul(x, tf.math.minimum(tf.math.rsqrt(square), tf.constant(largestFactor)));
  }

  /** The cosine of the angle between vectors along an axis, which is summed over. */
  public static Operand<TFloat32> cosine(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> y, int axis) {
    return tf.reduceSum(tf.math.mul(of(tf, x, axis), of(tf, y, axis)), tf.constant(axis));
  }
}
