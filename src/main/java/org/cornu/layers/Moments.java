package org.cornu.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Mean and variance over some axes, each of which keeps a size of 1.
 *
 * @param mean of the values
 * @param variance the mean square of what they are off
 */
record Moments(Operand<TFloat32> mean, Operand<TFloat32> variance) {

  static Moments of(Ops tf, Operand<TFloat32> x, int... axes) {
    Operand<TFloat32> mean = mean(tf, x, axes);
    // No gradient is lost: what values are off adds up to 0.
    Operand<TFloat32> off = tf.math.squaredDifference(x, tf.stopGradient(mean));
    return new Moments(mean, mean(tf, off, axes));
  }

  static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x, int... axes) {
    Operand<TInt32> over = tf.constant(axes);
    return tf.math.mean(x, over, Mean.keepDims(true));
  }

  /**
   * The values at mean 0 and variance 1, then scaled and shifted.
   *
   * @param gamma null for none
   * @param beta null for none
   */
  Operand<TFloat32> normalized(
      Ops tf,
      Operand<TFloat32> x,
      double epsilon,
      Operand<TFloat32> gamma,
      Operand<TFloat32> beta) {
    Operand<TFloat32> scale = inverseDeviation(tf, epsilon);
    if (gamma != null) {
      scale = tf.math.mul(scale, gamma);
    }
    Operand<TFloat32> shift = tf.math.neg(tf.math.mul(mean, scale));
    return tf.math.add(tf.math.mul(x, scale), beta == null ? shift : tf.math.add(shift, beta));
  }

  /**
   * One by the deviation. Not by {@code rsqrt}: with it TensorFlow knows a layer normalization
   * again where weights are constants, and puts oneDNN's kernel in its place, which has an epsilon
   * of its own.
   */
  Operand<TFloat32> inverseDeviation(Ops tf, double epsilon) {
    return tf.math.reciprocal(tf.math.sqrt(tf.math.add(variance, tf.constant((float) epsilon))));
  }
}
