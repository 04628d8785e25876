package org.cornu.schedules;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** What the schedules are written in: float32 arithmetic, and the checks of their arguments. */
final class Formula {

  private final Ops tf;

  Formula(Ops tf) {
    this.tf = tf;
  }

  Operand<TFloat32> number(double value) {
    return tf.constant((float) value);
  }

  Operand<TFloat32> steps(Operand<TInt64> iterations) {
    return tf.dtypes.cast(iterations, TFloat32.class);
  }

  Operand<TFloat32> plus(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.add(a, b);
  }

  Operand<TFloat32> minus(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.sub(a, b);
  }

  Operand<TFloat32> times(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.mul(a, b);
  }

  /**
   * The quotient, rounded once. TensorFlow's optimizer turns a plain division by a constant into a
   * multiplication by its reciprocal, and 49 * (1 / 49) is below 1: a staircase would be a step
   * late.
   */
  Operand<TFloat32> over(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.divNoNan(a, b);
  }

  Operand<TFloat32> over(Operand<TFloat32> a, double b) {
    return over(a, number(b));
  }

  /** Half a turn's cosine: 1 at 0, 0 at 1. */
  Operand<TFloat32> cosine(Operand<TFloat32> fraction) {
    return times(number(.5), plus(number(1), tf.math.cos(times(number(Math.PI), fraction))));
  }

  static void requireRate(String schedule, double rate) {
    if (!(rate >= 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException(
          "%s needs finite learning rates of 0 or more, got %s".formatted(schedule, rate));
    }
  }

  static void requireSteps(String schedule, double steps) {
    requireAbove0(schedule, "number of steps", steps);
  }

  static void requireAbove0(String schedule, String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s needs a finite %s above 0, got %s".formatted(schedule, what, value));
    }
  }
}
