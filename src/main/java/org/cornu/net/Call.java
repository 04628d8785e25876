package org.cornu.net;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.graph.Pass;
import org.cornu.layers.ReversibleEmbedding;

/**
 * A layer that reads values of the net, and gives one or more (Keras: {@code Node}).
 *
 * @param name unique in the net: the layer's, of a second call {@code layer@1}
 * @param layer what is called, with the options of this call
 * @param reads numbers of the values that it reads
 * @param training what the call says of itself (Keras: {@code layer(x, training=False)}): false
 *     computes as in inference in a training pass too; true, and empty, go by the pass, as there is
 *     nothing that an inference pass could draw from
 */
public record Call(String name, NetLayer layer, List<Integer> reads, Optional<Boolean> training) {

  public Call {
    reads = List.copyOf(reads);
  }

  /** The same call of another layer, which reads other values. */
  Call with(NetLayer other, List<Integer> values) {
    return new Call(name, other, values, training);
  }

  /** Whether Keras says something by name in the call. */
  boolean saysSomething() {
    boolean isReversed =
        layer.layer() instanceof ReversibleEmbedding embedding && embedding.reversed();
    return training.isPresent() || isReversed;
  }

  /** A net's layers by their names. */
  static Map<String, NetLayer> own(List<NetLayer> layers) {
    Map<String, NetLayer> own = new HashMap<>();
    layers.forEach(layer -> own.put(layer.name(), layer));
    return own;
  }

  /** Whether the call says options that are not those of the net's layer of that name. */
  boolean hasOwnOptions(Map<String, NetLayer> own) {
    NetLayer usual = own.getOrDefault(layer.name(), layer);
    return layer != usual && !layer.layer().equals(usual.layer());
  }

  /** Calls with their layers' names alone: to compare a net's layers once is enough. */
  static List<List<Object>> places(List<Call> calls, List<NetLayer> layers) {
    Map<String, NetLayer> own = own(layers);
    return calls.stream()
        .map(
            each ->
                List.<Object>of(
                    each.name,
                    each.hasOwnOptions(own) ? each.layer : each.layer.name(),
                    each.reads,
                    each.training))
        .toList();
  }

  /** The pass that this call computes in. */
  Pass in(Pass pass) {
    return training.orElse(true) ? pass : Pass.inference(pass.tf()).with(pass.exchange());
  }
}
