package org.cornu.saving;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;

/** Keras 1's one layer for all that merges, as one of today's for each. */
final class LegacyMerge {

  /** Today's classes by the modes without options. */
  private static final Map<String, String> ELEMENTWISE =
      Map.of("sum", "Add", "mul", "Multiply", "ave", "Average", "max", "Maximum");

  private static final String COSINE = "cos";

  private LegacyMerge() {}

  /**
   * Translates one.
   *
   * @throws ConfigException if it computes what code says, or holds layers of its own
   */
  static Config of(Config described) {
    Config config = described.object("config");
    String mode = config.text("mode");
    if (config.has("layers")) {
      throw new ConfigException(
          described.path()
              + ": holds the layers that it merges; in Keras 1, build the model with Model and save it");
    }
    Config place = config.emptied();
    for (String key : List.of("name", "trainable")) {
      place = config.has(key) ? place.with(key, config.values().get(key)) : place;
    }
    if (ELEMENTWISE.containsKey(mode)) {
      return described.with("class_name", ELEMENTWISE.get(mode)).with("config", place);
    }
    return switch (mode) {
      case "concat" ->
          described
              .with("class_name", "Concatenate")
              .with("config", place.with("axis", config.integer("concat_axis", -1)));
      case "dot", COSINE ->
          described
              .with("class_name", "Dot")
              .with(
                  "config",
                  place
                      .with("axes", config.any("dot_axes").orElse(-1))
                      .with("normalize", mode.equals(COSINE)));
      default ->
          throw config.wrong("mode", "sum, mul, ave, max, concat, dot or cos, which are no code");
    };
  }

  /**
   * Checks that each cosine is flattened: it has an axis of 1 that today's has not.
   *
   * @param layers of one model
   */
  static void requireFlattened(List<Config> layers) {
    Set<String> cosines = new HashSet<>();
    for (Config layer : layers) {
      boolean merges = "Merge".equals(layer.values().get("class_name"));
      if (merges && COSINE.equals(layer.object("config").values().get("mode"))) {
        cosines.add(LayerNames.of(layer.object("config"), ""));
      }
    }
    for (Config layer : cosines.isEmpty() ? List.<Config>of() : layers) {
      for (Stored.Call call : new InboundNodes(Map.of(), Map.of()).of("", layer)) {
        boolean reads = call.reads().stream().anyMatch(read -> cosines.contains(read.layer()));
        if (reads && !"Flatten".equals(layer.values().get("class_name"))) {
          throw new ConfigException(
              layer.path()
                  + ": reads the cosine of a Merge, which has an axis more than that of today; in Keras 1"
                  + " put a Flatten between");
        }
      }
    }
  }
}
