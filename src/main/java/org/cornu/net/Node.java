package org.cornu.net;

import java.util.List;
import org.cornu.graph.DTypePolicy;
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
 */
public record Node(
    String name, Layer layer, boolean trainable, DTypePolicy policy, List<Integer> inputs) {

  public Node {
    inputs = List.copyOf(inputs);
  }

  /** The same node with another layer, which reads other values. */
  Node with(Layer layer, List<Integer> inputs) {
    return new Node(name, layer, trainable, policy, inputs);
  }

  /** The same node in another precision. */
  Node with(DTypePolicy policy) {
    return new Node(name, layer, trainable, policy, inputs);
  }
}
