package org.cornu.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values of a config were asked for, and which of them cannot be used. */
final class Reading {

  private final Set<String> asked = new HashSet<>();
  private final List<String> complaints = new ArrayList<>();

  void asks(String... keys) {
    asked.addAll(List.of(keys));
  }

  void complains(ConfigException of) {
    complaints.add(of.getMessage());
  }

  /** Names all that cannot be used, and all that nobody asked for. */
  void requireAll(Config config) {
    List<String> all = new ArrayList<>(complaints);
    for (Map.Entry<String, Object> entry : config.values().entrySet()) {
      if (entry.getValue() != null && !asked.contains(entry.getKey())) {
        all.add(
            "%s.%s: Cornu has no such option, got %s; save the model without it"
                .formatted(config.path(), entry.getKey(), Config.text(entry.getValue())));
      }
    }
    if (!all.isEmpty()) {
      throw new ConfigException(String.join("; ", all));
    }
  }
}
