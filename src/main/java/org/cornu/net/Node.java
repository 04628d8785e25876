package org.cornu.net;

import java.util.List;
import java.util.Optional;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.Pass;
import org.cornu.layers.Layer;

/**
 * A layer at its place in a net.
 *
 * @param name unique in the net
 * @param layer what is computed
 * @param trainable whether training moves its weights
 * @param policy the precision it computes in
 * @param inputs numbers of the values that it reads: 0 is the net's input, i + 1 the output of node
 *     i
 * @param training what the call says of itself (Keras: {@code layer(x, training=False)}): false
 *     computes as in inference in a training pass too; true, and empty, go by the pass, as there is
 *     nothing that an inference pass could draw from
 */
public record Node(
    String name,
    Layer layer,
    boolean trainable,
    DTypePolicy policy,
    List<Integer> inputs,
    Optional<Boolean> training) {

  public Node {
    inputs = List.copyOf(inputs);
  }

  /** A call that says nothing of training. */
  public Node(
      String name, Layer layer, boolean trainable, DTypePolicy policy, List<Integer> inputs) {
    this(name, layer, trainable, policy, inputs, Optional.empty());
  }

  /** The same node with another layer, which reads other values. */
  Node with(Layer layer, List<Integer> inputs) {
    return new Node(name, layer, trainable, policy, inputs, training);
  }

  /** The same node in another precision. */
  Node with(DTypePolicy policy) {
    return new Node(name, layer, trainable, policy, inputs, training);
  }

  /** The pass that this node computes in. */
  Pass in(Pass pass) {
    return training.orElse(true) ? pass : Pass.inference(pass.tf());
  }
}
