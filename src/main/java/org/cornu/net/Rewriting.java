package org.cornu.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A net that is built again, call by call, with other calls in place of some. A value of the new
 * net stands for each of the old, and all that read the old one, the net's outputs too, then read
 * that.
 */
final class Rewriting {

  private final Net old;
  private final Map<Integer, Integer> moved = new HashMap<>();
  private final Map<String, NetLayer> layers = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private int values;

  Rewriting(Net old) {
    this.old = old;
    this.values = old.inputs().size();
    for (int input = 0; input < values; input++) {
      moved.put(input, input);
    }
  }

  /** The new values that stand for those that an old call reads. */
  List<Integer> reads(Call call) {
    return call.reads().stream().map(moved::get).toList();
  }

  /** Has a layer of the new net come before those that are not there yet. */
  void place(NetLayer layer) {
    layers.putIfAbsent(layer.name(), layer);
  }

  /**
   * Adds a call of the new net.
   *
   * @param gives how many values
   * @return the number of the first that it gives
   */
  int add(Call call, int gives) {
    place(call.layer());
    calls.add(call);
    values += gives;
    return values - gives;
  }

  /** Has new values, from one on, stand for those that an old call gives. */
  void stand(int call, int first) {
    for (int i = 0; i < old.gives(call); i++) {
      moved.put(old.first(call) + i, first + i);
    }
  }

  /** Has these stand for what an old call gives. */
  void stand(int call, List<Integer> news) {
    for (int i = 0; i < news.size(); i++) {
      moved.put(old.first(call) + i, news.get(i));
    }
  }

  /** Adds an old call as it is, but for another layer in its place. */
  void keep(int call, NetLayer layer) {
    Call kept = old.calls().get(call);
    stand(call, add(kept.with(layer, reads(kept)), old.gives(call)));
  }

  /** The new net. */
  Net done() {
    return done(old.outputs());
  }

  /** The new net, which gives what stands for other old values. */
  Net done(List<Integer> outputs) {
    return new Net(
        old.kind(),
        old.inputs(),
        List.copyOf(layers.values()),
        calls,
        outputs.stream().map(moved::get).toList());
  }
}
