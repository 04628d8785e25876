package org.cornu.net;

import java.util.List;
import java.util.Optional;
import org.cornu.graph.Pass;

/**
 * A layer that reads values of the net, and gives one or more (Keras: {@code Node}).
 *
 * @param name unique in the net: the layer's, of a second call {@code layer@1}
 * @param layer what is called
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

  /** Calls with their layers' names alone: to compare a net's layers once is enough. */
  static List<List<Object>> places(List<Call> calls) {
    return calls.stream()
        .map(each -> List.<Object>of(each.name, each.layer.name(), each.reads, each.training))
        .toList();
  }

  /** The pass that this call computes in. */
  Pass in(Pass pass) {
    return training.orElse(true) ? pass : Pass.inference(pass.tf()).with(pass.exchange());
  }
}
