package org.cornu.net;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.Layer;

/**
 * A layer at its place in a net: what owns weights. It may be called once or several times.
 *
 * @param name unique in the net; of a layer of a net within the net {@code outer/inner}
 * @param layer what is computed
 * @param trainable whether training moves its weights
 * @param policy the precision it computes in
 */
public record NetLayer(String name, Layer layer, boolean trainable, DTypePolicy policy) {

  /** The same place with another layer. */
  NetLayer with(Layer other) {
    return new NetLayer(name, other, trainable, policy);
  }

  /**
   * Checks the layers of a net.
   *
   * @throws IllegalArgumentException if there is none, or two have one name
   */
  static void require(List<NetLayer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "a net needs at least one layer after its input, got none");
    }
    Set<String> seen = new HashSet<>();
    for (NetLayer layer : layers) {
      if (!seen.add(layer.name)) {
        throw new IllegalArgumentException(
            "layer names must be unique, got \"%s\" twice; use named(...)".formatted(layer.name));
      }
    }
  }

  /** Class and name, for messages. */
  @Override
  public String toString() {
    return "%s \"%s\"".formatted(layer.className(), name);
  }
}
