package org.cornu.saving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.layers.Layer;
import org.cornu.layers.Placed;
import org.cornu.layers.SpectralNormalization;
import org.cornu.net.Nested;
import org.cornu.net.Net;
import org.cornu.net.NetLayer;
import org.cornu.net.NetWeight;
import org.cornu.preprocessing.TextVectorization;
import org.cornu.recurrent.TimeDistributed;

/**
 * A net with the places of its layers in a file.
 *
 * @param name of the model
 * @param net what it computes
 * @param places of all layers, those of nets in the net too, in the order of their weights
 * @param remarks what of the layers was not taken over
 */
record StoredNet(String name, Net net, List<Place> places, List<Remark> remarks) {

  /**
   * A layer's places, or those of a part of it.
   *
   * @param path of the layer in the net, {@code outer/inner}
   * @param className of the layer
   * @param key path of its group in a weights file, {@code layers/conv2d_1}
   * @param group name of its group in a legacy file: its own, or that of the outermost model that
   *     it lies in
   * @param weights in Keras's order
   */
  record Place(String path, String className, String key, String group, List<NetWeight> weights) {

    /** The layer's own name. */
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    Place at(String otherKey) {
      return new Place(path, className, otherKey, group, weights);
    }
  }

  /** A net where Keras puts it. */
  static StoredNet of(String name, Net net) {
    return of(name, net, List.of());
  }

  /** The same with remarks. */
  static StoredNet of(String name, Net net, List<Remark> remarks) {
    Map<String, List<NetWeight>> byLayer = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      String layer = weight.path().substring(0, weight.path().lastIndexOf('/'));
      byLayer.computeIfAbsent(layer, path -> new ArrayList<>()).add(weight);
    }
    List<Place> places = new ArrayList<>();
    add(net, "", new LayerKeys(""), "", byLayer, places);
    return new StoredNet(name, net, List.copyOf(places), List.copyOf(remarks));
  }

  private static void add(
      Net net,
      String prefix,
      LayerKeys keys,
      String group,
      Map<String, List<NetWeight>> weights,
      List<Place> places) {
    for (NetLayer each : net.layers()) {
      Layer layer = each.layer();
      String path = prefix + each.name();
      String key = keys.next(layer.className());
      String outermost = group.isEmpty() ? each.name() : group;
      if (layer instanceof Nested nested) {
        add(nested.net(), path + "/", new LayerKeys(key), outermost, weights, places);
      } else if (layer instanceof TimeDistributed steps
          && Placed.of(steps.layer()).layer() instanceof Nested nested) {
        String part = "/" + TimeDistributed.PART;
        add(nested.net(), path + part + "/", new LayerKeys(key + part), outermost, weights, places);
      } else {
        List<NetWeight> own = new ArrayList<>(weights.getOrDefault(path, List.of()));
        if (layer instanceof SpectralNormalization) {
          // Keras counts the kernel among the wrapper's own too, and stores it twice.
          own.add(0, weights.get(path + "/" + SpectralNormalization.PART).get(0));
        }
        places.add(new Place(path, layer.className(), key, outermost, own));
        if (layer instanceof TextVectorization && !own.isEmpty()) {
          // Keras stores them of the lookup within it as well.
          places.add(new Place(path, layer.className(), key + "/_lookup_layer", outermost, own));
        }
        weights.forEach(
            (part, theirs) -> {
              if (part.startsWith(path + "/")) {
                String within = part.substring(path.length() + 1);
                String inner = PartKeys.of(key, layer.className(), within);
                places.add(new Place(part, layer.className(), inner, outermost, theirs));
              }
            });
      }
    }
  }
}
