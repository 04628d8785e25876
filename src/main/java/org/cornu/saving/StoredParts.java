package org.cornu.saving;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.Layer;
import org.cornu.layers.Placed;
import org.cornu.net.Nested;

/**
 * What files say of the places of layers within a layer: each has a flag and a precision of its
 * own. Read is what differs from the layer around it; a cell's are those of what runs it.
 */
final class StoredParts {

  private static final String TRAINABLE = "trainable";
  private static final String DTYPE = "dtype";
  private static final Set<String> CELLS = Set.of("cell", "cells");

  private StoredParts() {}

  /**
   * A layer's options, of whose parts what is said that is not said of the layer.
   *
   * @param trained whether the layer is
   * @param policy of the layer
   */
  static Config read(Config options, boolean trained, DTypePolicy policy) {
    Config now = options;
    for (Map.Entry<String, Object> option : options.values().entrySet()) {
      Object value = option.getValue();
      Object read = part(value, CELLS.contains(option.getKey()), trained, policy);
      now = read == value ? now : now.with(option.getKey(), read);
    }
    return now;
  }

  private static Object part(Object value, boolean isCell, boolean trained, DTypePolicy policy) {
    if (value instanceof List<?> parts && parts.stream().anyMatch(StoredParts::isLayer)) {
      return parts.stream().map(each -> part(each, isCell, trained, policy)).toList();
    }
    if (!isLayer(value)) {
      return value;
    }
    Config described = (Config) value;
    Config config = described.object("config");
    DTypePolicy own =
        config.has(DTYPE) && !isCell
            ? StoredPolicy.of(described.text("class_name"), config)
            : policy;
    boolean isTrained = trained && (isCell || config.flag(TRAINABLE, true));
    Config now = read(config.without(TRAINABLE, DTYPE), isTrained, own);
    now = own == policy ? now : now.with(DTYPE, own.kerasName());
    return described.with("config", isTrained == trained ? now : now.with(TRAINABLE, false));
  }

  /** Whether a value describes a layer: nothing else that a layer holds has such a flag. */
  private static boolean isLayer(Object value) {
    return value instanceof Config described
        && described.has("class_name")
        && described.values().get("config") instanceof Config config
        && config.has(TRAINABLE)
        && !ModelReader.isModel(described.text("class_name"));
  }

  /**
   * A layer's options with the places of its parts, as Keras writes them.
   *
   * @param trained whether the layer is
   * @param policy of the layer
   */
  static Config written(Config options, boolean trained, DTypePolicy policy, KerasJson json)
      throws IOException {
    Config now = options;
    for (Map.Entry<String, Object> option : options.values().entrySet()) {
      if (option.getValue() instanceof Layer part && !CELLS.contains(option.getKey())) {
        now = now.with(option.getKey(), written(part, trained, policy, json));
      }
    }
    return now;
  }

  private static Config written(Layer part, boolean trained, DTypePolicy policy, KerasJson json)
      throws IOException {
    Placed placed = Placed.of(part);
    DTypePolicy own = placed.policy().orElse(policy);
    boolean isTrained = trained && placed.trainable();
    if (placed.layer() instanceof Nested nested) {
      return NetConfig.nested(nested, isTrained, json);
    }
    Config described = json.described(placed.layer());
    Config place = Config.of(TRAINABLE, isTrained).with(DTYPE, own.kerasName());
    Config options = place.with(written(described.object("config"), isTrained, own, json));
    return described.with(
        "config", NetConfig.isNeverTrained(described) ? options.without(TRAINABLE) : options);
  }
}
