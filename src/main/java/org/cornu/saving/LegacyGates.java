package org.cornu.saving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gates of Keras 1's LSTM and GRU, each of which has arrays of its own. */
final class LegacyGates {

  /** As today's kernels have them side by side: an LSTM's, then a GRU's. */
  private static final String ORDER = "ifcozrh";

  private LegacyGates() {}

  /**
   * The names of each weight's arrays: one, or one for each gate, in the order of today.
   *
   * @param names of all arrays of a layer
   */
  static List<List<String>> together(List<String> names) {
    Map<Object, List<String>> weights = new LinkedHashMap<>();
    for (String name : names) {
      Object weight = LegacyName.gate(name).isPresent() ? LegacyName.of(name) : name;
      weights.computeIfAbsent(weight, each -> new ArrayList<>()).add(name);
    }
    weights.values().forEach(gates -> gates.sort(Comparator.comparing(LegacyGates::place)));
    return List.copyOf(weights.values());
  }

  private static int place(String name) {
    Optional<String> gate = LegacyName.gate(name);
    return gate.map(ORDER::indexOf).orElse(0);
  }
}
