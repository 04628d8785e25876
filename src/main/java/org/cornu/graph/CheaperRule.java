package org.cornu.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The gradient that TensorFlow would make of a call, written down: each search for one reads the
 * names of all ops in the graph, so that in a deep net they took most of the time to build it.
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
