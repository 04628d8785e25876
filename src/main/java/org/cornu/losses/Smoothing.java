package org.cornu.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Targets that are pulled towards what says nothing (Keras: {@code label_smoothing}). */
final class Smoothing {

  private Smoothing() {}

  /** Checks its share. */
  static void require(String loss, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "%s needs a label smoothing in [0, 1], got %s".formatted(loss, share));
    }
  }

  /** Towards one half. */
  static Operand<TFloat32> ofQuestions(Ops tf, Operand<TFloat32> target, double share) {
    return mixed(tf, target, share, share / 2);
  }

  /** Towards all classes alike: as many as the last axis has, whichever the classes' is. */
  static Operand<TFloat32> ofClasses(Ops tf, Operand<TFloat32> target, double share) {
    return mixed(tf, target, share, share / target.shape().get(target.shape().numDimensions() - 1));
  }

  private static Operand<TFloat32> mixed(
      Ops tf, Operand<TFloat32> target, double share, double added) {
    return share == 0
        ? target
        : tf.math.add(
            tf.math.mul(target, tf.constant((float) (1 - share))), tf.constant((float) added));
  }
}
