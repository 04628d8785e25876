package org.cornu.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.cornu.layers.InnerLayer;
import org.tensorflow.ndarray.Shape;

/**
 * What the layers of a net keep from one batch to the next, beside their weights.
 *
 * @param shapes (batch, ...) each, by paths like those of weights
 * @param batchSize of every batch; empty if nothing is kept
 */
public record NetStates(Map<String, Shape> shapes, OptionalInt batchSize) {

  /**
   * Those of a net.
   *
   * @throws IllegalArgumentException if layers keep states of batches of different sizes
   */
  public static NetStates of(Net net) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    OptionalInt size = OptionalInt.empty();
    for (NetLayer layer : net.layers()) {
      for (Map.Entry<String, Shape> state : of(net, layer).entrySet()) {
        int own = Math.toIntExact(state.getValue().get(0));
        if (size.isPresent() && size.getAsInt() != own) {
          throw new IllegalArgumentException(
              "layer \"%s\" keeps states of batches of %d samples, another layer of %d; a net needs one size"
                  .formatted(layer.name(), own, size.getAsInt()));
        }
        size = OptionalInt.of(own);
        shapes.put(layer.name() + "/" + state.getKey(), state.getValue());
      }
    }
    return new NetStates(shapes, size);
  }

  /** Those of one layer of a net, by their names in it. */
  static Map<String, Shape> of(Net net, NetLayer layer) {
    return InnerLayer.states(layer.layer(), net.reads(layer));
  }

  /** Whether nothing is kept. */
  public boolean isEmpty() {
    return shapes.isEmpty();
  }

  /**
   * Checks that samples are whole batches, where states are kept.
   *
   * @param call as the message names it
   */
  public void requireWholeBatches(String call, int samples, int batchSize) {
    if (isEmpty()) {
      return;
    }
    int size = this.batchSize.getAsInt();
    if (batchSize != size || samples % size != 0) {
      throw new IllegalArgumentException(
          "%s needs whole batches of %d samples, of which the net's layers keep states, got %d samples in batches of %d; take %d, and leave samples out or repeat some"
              .formatted(call, size, samples, batchSize, size));
    }
  }
}
