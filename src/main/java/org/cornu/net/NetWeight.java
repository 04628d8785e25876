package org.cornu.net;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.layers.InnerLayer;

/**
 * A weight at its place in a net.
 *
 * @param path layer and weight as Keras writes them: {@code conv2d/kernel}
 * @param spec as the layer declares it
 * @param trainable whether training moves it: its layer's word, unless the layer is frozen
 */
public record NetWeight(String path, WeightSpec spec, boolean trainable) {

  /**
   * The weights of a layer that reads these.
   *
   * @throws IllegalArgumentException if two have one name, and would be one variable
   */
  static List<NetWeight> of(NetLayer layer, List<Spec> reads) {
    Set<String> seen = new HashSet<>();
    List<NetWeight> weights = new ArrayList<>();
    for (WeightSpec spec : InnerLayer.weights(layer.layer(), reads)) {
      if (!seen.add(spec.name())) {
        throw new IllegalArgumentException(
            "names of weights must be unique in a layer, layer \"%s\" has \"%s\" twice; give its weights and parts names of their own"
                .formatted(layer.name(), spec.name()));
      }
      boolean trainable = spec.trainable() && layer.trainable();
      weights.add(new NetWeight(layer.name() + "/" + spec.name(), spec, trainable));
    }
    return List.copyOf(weights);
  }
}
