package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cornu.config.Config;

/**
 * Layers that keep states from batch to batch. Cornu's say how many samples a batch has; in Keras's
 * files they say that they are stateful, and the inputs have the number.
 */
final class StatefulLayers {

  private static final String STATEFUL = "stateful";

  private static final Set<String> SHAPES =
      Set.of("batch_shape", "batch_input_shape", "build_input_shape");

  private StatefulLayers() {}

  /** A layer's configuration as Keras writes it. */
  static Config written(Config layer) {
    return layer.values().get(STATEFUL) instanceof Integer ? layer.with(STATEFUL, true) : layer;
  }

  /** A model whose layers know the number, if an input says it. */
  static Config of(Config model) {
    return size(model).map(size -> (Config) told(model, size)).orElse(model);
  }

  private static Optional<Integer> size(Object value) {
    List<Object> within = new ArrayList<>();
    if (value instanceof Config config) {
      for (Map.Entry<String, Object> each : config.values().entrySet()) {
        if (SHAPES.contains(each.getKey())
            && each.getValue() instanceof List<?> sizes
            && !sizes.isEmpty()
            && sizes.get(0) instanceof Integer batch) {
          return Optional.of(batch);
        }
        within.add(each.getValue());
      }
    } else if (value instanceof List<?> list) {
      within.addAll(list);
    }
    return within.stream().map(StatefulLayers::size).flatMap(Optional::stream).findFirst();
  }

  private static Object told(Object value, int size) {
    if (value instanceof List<?> list) {
      List<Object> told = new ArrayList<>();
      list.forEach(each -> told.add(told(each, size)));
      return told;
    }
    if (!(value instanceof Config config)) {
      return value;
    }
    Config told = config;
    for (Map.Entry<String, Object> each : config.values().entrySet()) {
      boolean isStateful = each.getKey().equals(STATEFUL) && Boolean.TRUE.equals(each.getValue());
      Object next = isStateful ? (Object) size : told(each.getValue(), size);
      told = next == each.getValue() ? told : told.with(each.getKey(), next);
    }
    return told;
  }
}
