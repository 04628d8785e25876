package org.cornu.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** How Keras keeps probabilities what they are, and their logarithms finite. */
final class Probabilities {

  /** Keras's {@code backend.epsilon()}. */
  static final float EPSILON = 1e-7f;

  private Probabilities() {}

  /** Clipped to [1e-7, 1 - 1e-7]. */
  static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> probabilities) {
    return tf.clipByValue(probabilities, tf.constant(EPSILON), tf.constant(1 - EPSILON));
  }

  /** Divided by their sum along the last axis. */
  static Operand<TFloat32> ofSumOne(Ops tf, Operand<TFloat32> shares) {
    return tf.math.div(shares, tf.reduceSum(shares, tf.constant(-1), ReduceSum.keepDims(true)));
  }
}
