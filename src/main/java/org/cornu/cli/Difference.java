package org.cornu.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In what two runs' settings differ. */
final class Difference {

  private Difference() {}

  /** {@code epochs 3 there, 20 here}, one for each setting; empty if there is none. */
  static List<String> between(Map<String, String> there, Map<String, String> here) {
    Set<String> names = new LinkedHashSet<>(here.keySet());
    names.addAll(there.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String old = there.getOrDefault(name, "not set");
      String now = here.getOrDefault(name, "not set");
      if (!old.equals(now)) {
        differences.add("%s %s there, %s here".formatted(name, old, now));
      }
    }
    return differences;
  }
}
