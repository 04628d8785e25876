package org.cornu.net;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the calls of a net that is a layer in the place of its own, so that all calls are computed,
 * and differentiated, alike. The weights keep their paths.
 */
final class Inline {

  private Inline() {}

  /** The same net without nets in it. */
  static Net apply(Net net) {
    if (net.layers().stream().noneMatch(layer -> layer.layer() instanceof Nested)) {
      return net;
    }
    Rewriting next = new Rewriting(net);
    for (int i = 0; i < net.calls().size(); i++) {
      Call call = net.calls().get(i);
      if (call.layer().layer() instanceof Nested nested) {
        next.stand(i, within(call, nested.net(), next.reads(call), next));
      } else {
        next.keep(i, call.layer());
      }
    }
    return next.done();
  }

  /**
   * Adds the calls of an inner net.
   *
   * @param outer the call of it
   * @param reads what it reads, in the new net
   * @return the values that it gives
   */
  private static List<Integer> within(Call outer, Net net, List<Integer> reads, Rewriting next) {
    NetLayer place = outer.layer();
    List<Integer> values = new ArrayList<>(reads);
    for (int i = 0; i < net.calls().size(); i++) {
      Call call = net.calls().get(i);
      NetLayer own = call.layer();
      NetLayer layer =
          new NetLayer(
              place.name() + "/" + own.name(),
              own.layer(),
              place.trainable() && own.trainable(),
              own.policy());
      Call inLine =
          new Call(
              outer.name() + "/" + call.name(),
              layer,
              call.reads().stream().map(values::get).toList(),
              call.training().or(outer::training));
      if (own.layer() instanceof Nested inner) {
        values.addAll(within(inLine, inner.net(), inLine.reads(), next));
      } else {
        int first = next.add(inLine, net.gives(i));
        for (int j = 0; j < net.gives(i); j++) {
          values.add(first + j);
        }
      }
    }
    return net.outputs().stream().map(values::get).toList();
  }
}
