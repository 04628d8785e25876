package org.cornu.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A layer's own gradient, in place of the one that TensorFlow makes of the ops of its call. */
@FunctionalInterface
public interface GradientRule {

  /**
   * Emits it.
   *
   * @param outputs the gradient of each of the layer's outputs, of its shape
   * @return the gradients of the layer's inputs and weights
   */
  LayerGradients of(List<Operand<TFloat32>> outputs);
}
