package org.cornu.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The gradient that TensorFlow would make of a call, written down: to have it made, in an {@link
 * Excerpt}, takes longer than to add its ops, and there are nets of many equal layers.
 */
@FunctionalInterface
public interface CheaperRule {

  /**
   * Emits it.
   *
   * @param tf where the backward pass of the call is emitted
   * @param outputs the gradient of each of the layer's outputs, of its shape
   * @return the gradients of the layer's inputs and weights
   */
  LayerGradients of(Ops tf, List<Operand<TFloat32>> outputs);
}
