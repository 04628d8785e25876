package org.cornu.net;

import java.util.List;
import org.cornu.layers.Layer;

/**
 * A layer at its place in a net.
 *
 * @param name unique in the net
 * @param layer what is computed
 * @param trainable whether training moves its weights
 * @param inputs numbers of the values that it reads: 0 is the net's input, i + 1 the output of node
 *     i
 */
public record Node(String name, Layer layer, boolean trainable, List<Integer> inputs) {

  public Node {
    inputs = List.copyOf(inputs);
  }
}
