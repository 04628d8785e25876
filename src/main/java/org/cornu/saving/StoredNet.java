package org.cornu.saving;

import java.util.List;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;

/**
 * A net with the places of its layers in the file that it came from.
 *
 * @param name of the model
 * @param net what it computes
 * @param layers of the net, in order
 * @param remarks what of the layers was not taken over
 */
record StoredNet(String name, Net net, List<Place> layers, List<Remark> remarks) {

  /**
   * A layer's places.
   *
   * @param key path of its group in a weights file, {@code layers/conv2d_1}
   * @param group name of its group in a legacy file: its own, or that of the outermost model that
   *     it lies in
   */
  record Place(String key, String group) {}

  /** A net as Cornu writes it: without models in the model. */
  static StoredNet flat(String name, Net net) {
    LayerKeys keys = new LayerKeys("");
    return new StoredNet(
        name,
        net,
        net.layers().stream()
            .map(each -> new Place(keys.next(each.layer().className()), each.name()))
            .toList(),
        List.of());
  }

  /** The weights of one layer, in Keras's order: trained ones first. */
  List<NetWeight> weights(int layer) {
    return net.weights(net.layers().get(layer));
  }
}
