package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.List;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** Other distributions, made of uniform numbers. */
final class Noise {

  /** How finely a beta distribution is known: each value between 0 and 1 to one in so many. */
  private static final int STEPS = 4096;

  private Noise() {}

  /** Standard normal numbers in the shape of images, by Box and Muller's transform. */
  static Operand<TFloat32> normal(LayerScope scope, Operand<TFloat32> images) {
    Ops tf = scope.tf();
    var two = tf.concat(List.of(tf.shape(images), tf.array(2)), tf.constant(0));
    Operand<TFloat32> uniform = scope.uniform(two);
    Operand<TFloat32> one = tf.gather(uniform, tf.constant(0), tf.constant(-1));
    Operand<TFloat32> other = tf.gather(uniform, tf.constant(1), tf.constant(-1));
    Operand<TFloat32> logarithm = tf.math.log(tf.math.sub(tf.constant(1f), one));
    Operand<TFloat32> radius = tf.math.sqrt(tf.math.mul(tf.constant(-2f), logarithm));
    return tf.math.mul(radius, tf.math.cos(tf.math.mul(tf.constant((float) (2 * Math.PI)), other)));
  }

  /** Numbers of a symmetric beta distribution: see the other one. */
  static Operand<TFloat32> beta(Ops tf, Operand<TFloat32> alpha, Operand<TFloat32> uniform) {
    return beta(tf, alpha, alpha, uniform);
  }

  /**
   * Numbers that add up to 1, of a symmetric Dirichlet distribution: each takes a part of what
   * those before it have left.
   *
   * @param alpha above 0
   * @param uniform in [0, 1): (batch, count - 1)
   * @return so many, in [0, 1]: (batch) each
   */
  static List<Operand<TFloat32>> dirichlet(
      Ops tf, double alpha, int count, Operand<TFloat32> uniform) {
    List<Operand<TFloat32>> shares = new ArrayList<>();
    Operand<TFloat32> left =
        tf.fill(tf.stack(List.of(Drawn.size(tf, uniform, 0))), tf.constant(1f));
    for (int after = count - 1; after > 0; after--) {
      Operand<TFloat32> one = tf.constant((float) alpha);
      Operand<TFloat32> others = tf.constant((float) (alpha * after));
      Operand<TFloat32> part = beta(tf, one, others, Drawn.column(tf, uniform, shares.size()));
      shares.add(tf.math.mul(left, part));
      left = tf.math.sub(left, shares.get(shares.size() - 1));
    }
    shares.add(left);
    return shares;
  }

  /**
   * Numbers of a beta distribution, whose distribution function is inverted: of a table, linear
   * between its steps. Two gamma numbers, of which Keras makes one, are both 0 for a small alpha,
   * and their ratio no number.
   *
   * @param alpha above 0: ()
   * @param beta above 0: ()
   * @param uniform in [0, 1): (batch)
   * @return in [0, 1]: (batch)
   */
  static Operand<TFloat32> beta(
      Ops tf, Operand<TFloat32> alpha, Operand<TFloat32> beta, Operand<TFloat32> uniform) {
    float[] steps = new float[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      steps[i] = (float) i / STEPS;
    }
    Operand<TFloat32> each = tf.constant(steps);
    Operand<TFloat32> alphas = tf.fill(tf.shape(each), alpha);
    Operand<TFloat32> betas = tf.fill(tf.shape(each), beta);
    Operand<TFloat32> table = tf.math.betainc(alphas, betas, each);
    var above =
        tf.squeeze(
            tf.upperBound(
                tf.expandDims(table, tf.constant(0)), tf.expandDims(uniform, tf.constant(0))),
            Squeeze.axis(List.of(0L)));
    // The last step that is not above it, and the next.
    var last = tf.math.sub(tf.math.minimum(above, tf.constant(STEPS)), tf.constant(1));
    var next = tf.math.add(last, tf.constant(1));
    Operand<TFloat32> least = tf.gather(table, last, tf.constant(0));
    Operand<TFloat32> most = tf.gather(table, next, tf.constant(0));
    Operand<TFloat32> part =
        tf.math.divNoNan(tf.math.sub(uniform, least), tf.math.sub(most, least));
    return tf.math.mul(
        tf.math.add(tf.dtypes.cast(last, TFloat32.class), part), tf.constant(1f / STEPS));
  }
}
