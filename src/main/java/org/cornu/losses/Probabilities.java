package org.cornu.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How Keras keeps logarithms of probabilities finite. */
final class Probabilities {

  /** Keras's {@code backend.epsilon()}. */
  private static final float EPSILON = 1e-7f;

  private Probabilities() {}

  /** Clipped to [1e-7, 1 - 1e-7]. */
  static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> probabilities) {
    return tf.clipByValue(probabilities, tf.constant(EPSILON), tf.constant(1 - EPSILON));
  }

  /** Checks a label smoothing. */
  static void requireSmoothing(String loss, double labelSmoothing) {
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new IllegalArgumentException(
          "%s needs a label smoothing in [0, 1], got %s".formatted(loss, labelSmoothing));
    }
  }
}
