package org.cornu.net;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which calls can be changed together with what alone reads them. */
final class Readers {

  private Readers() {}

  /** For each value that one call alone reads, and the net does not give, that call. */
  static Map<Integer, Integer> only(Net net) {
    Map<Integer, Integer> readers = new HashMap<>();
    Set<Integer> others = new HashSet<>(net.outputs());
    for (int i = 0; i < net.calls().size(); i++) {
      for (int value : Set.copyOf(net.calls().get(i).reads())) {
        if (readers.put(value, i) != null) {
          others.add(value);
        }
      }
    }
    readers.keySet().removeAll(others);
    return readers;
  }

  /** Whether a call is the only one of its layer. */
  static boolean isCalledOnce(Net net, int call) {
    String name = net.calls().get(call).layer().name();
    return net.calls().stream().filter(each -> each.layer().name().equals(name)).count() == 1;
  }
}
