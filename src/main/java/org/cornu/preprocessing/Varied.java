package org.cornu.preprocessing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cornu.graph.Derivation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;

/**
 * Images that were made of others.
 *
 * @param images (batch, height, width, channels)
 * @param back from a gradient of theirs to that of the others, where TensorFlow's Java has none of
 *     an op between; empty to take TensorFlow's
 */
record Varied(Operand<TFloat32> images, Optional<UnaryOperator<Operand<TFloat32>>> back) {

  static Varied of(Operand<TFloat32> images) {
    return new Varied(images, Optional.empty());
  }

  static Varied of(Operand<TFloat32> images, UnaryOperator<Operand<TFloat32>> back) {
    return new Varied(images, Optional.of(back));
  }

  /**
   * The gradient of the images that these were made of.
   *
   * @param others those images
   * @param dy the gradient of these
   */
  Operand<TFloat32> gradient(Ops tf, Operand<TFloat32> others, Operand<TFloat32> dy) {
    return back.map(own -> own.apply(dy)).orElseGet(() -> derived(tf, others, dy));
  }

  private Operand<TFloat32> derived(Ops tf, Operand<TFloat32> others, Operand<TFloat32> dy) {
    if (!Derivation.behind(List.of(images), Set.of(others.op())).contains(others.op())) {
      return tf.zerosLike(others);
    }
    Gradients all = tf.gradients(List.of(images), List.of(others), Gradients.dx(List.of(dy)));
    return Derivation.gradient(all, 0).orElseGet(() -> tf.zerosLike(others));
  }
}
