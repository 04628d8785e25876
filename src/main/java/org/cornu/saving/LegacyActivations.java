package org.cornu.saving;

import java.util.List;
import java.util.Map;
import org.cornu.activations.HardSigmoid;
import org.cornu.config.Config;

/**
 * Gives the {@code hard_sigmoid} of Keras 1 and 2 a name of its own: that of Keras 3 has another
 * slope.
 */
final class LegacyActivations {

  private static final String NAME = "hard_sigmoid";

  private LegacyActivations() {}

  /** A model of Keras 1 or 2 as Keras 3 would say it. */
  static Config of(Config model) {
    Config now = model;
    for (Map.Entry<String, Object> each : model.values().entrySet()) {
      boolean named = each.getKey().endsWith("activation") && NAME.equals(each.getValue());
      Object value = named ? HardSigmoid.LEGACY_NAME : translated(each.getValue());
      if (value != each.getValue()) {
        now = now.with(each.getKey(), value);
      }
    }
    return now;
  }

  private static Object translated(Object value) {
    if (value instanceof Config config) {
      return of(config);
    }
    if (value instanceof List<?> list && list.stream().anyMatch(Config.class::isInstance)) {
      return list.stream().map(LegacyActivations::translated).toList();
    }
    return value;
  }
}
