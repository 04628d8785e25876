package org.cornu.preprocessing;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;

/**
 * Powers as they sound: ten times their logarithm.
 *
 * @param top how far below the greatest of a signal the others lie at most (Keras: {@code top_db})
 * @param minPower the least power, above 0
 * @param refPower the power that is 0 decibels
 */
public record Decibels(double top, double minPower, double refPower) {

  static final Decibels DEFAULT = new Decibels(80, 1e-10, 1);

  public Decibels {
    if (!(top >= 0 && minPower > 0 && Double.isFinite(minPower) && Double.isFinite(refPower))) {
      throw new IllegalArgumentException(
          "melSpectrogram needs a topDb of 0 or more and a finite power above 0, got %s and %s"
              .formatted(top, minPower));
    }
  }

  /** Emits the ops, over signals (batch, ...). */
  Operand<TFloat32> of(Ops tf, Operand<TFloat32> power) {
    Operand<TFloat32> held = tf.math.maximum(power, tf.constant((float) minPower));
    Operand<TFloat32> logarithm =
        tf.math.mul(tf.math.log(held), tf.constant((float) (10 / Math.log(10))));
    double zero = 10 * Math.log10(Math.max(Math.abs(refPower), minPower));
    Operand<TFloat32> all = tf.math.sub(logarithm, tf.constant((float) zero));
    Operand<TFloat32> most = tf.reduceMax(all, tf.array(1, 2), ReduceMax.keepDims(true));
    return tf.math.maximum(all, tf.math.sub(most, tf.constant((float) top)));
  }

  Config config() {
    return Config.of("top_db", top).with("min_power", minPower).with("ref_power", refPower);
  }

  static Decibels from(Config config) {
    return new Decibels(
        config.number("top_db", DEFAULT.top),
        config.number("min_power", DEFAULT.minPower),
        config.number("ref_power", DEFAULT.refPower));
  }
}
