package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.config.Registry;

/** Puts the words of Keras 1 and 2 for layers and models into those of Keras 3. */
final class LegacyConfig {

  /** Keras 1's names of initializers; its normal ones were not truncated, of the same variance. */
  private static final Map<String, String> INITIALIZERS =
      Map.of(
          "zero", "zeros", "one", "ones", "normal", "random_normal", "uniform", "random_uniform");

  /** Keras 1's names of what is now L1L2, among them one for outputs. */
  private static final Map<String, String> PENALTIES =
      Map.of("L1L2Regularizer", "L1L2", "WeightRegularizer", "L1L2", "ActivityRegularizer", "L1L2");

  /** Where layers hold layers. */
  private static final Set<String> PARTS = Set.of("layer", "backward_layer", "cell", "cells");

  private final Registry registry;

  /**
   * A translator.
   *
   * @param registry the user's own classes, whose configurations are theirs
   */
  LegacyConfig(Registry registry) {
    this.registry = registry;
  }

  /**
   * Translates a model or a layer.
   *
   * @param described with {@code class_name} and {@code config}
   * @throws ConfigException if it has its channels first and is of Keras 1
   */
  Config of(Config described) {
    String className = described.text("class_name");
    if (ModelReader.isModel(className)) {
      return described.with("config", model(described));
    }
    String simple = className.substring(className.indexOf('>') + 1);
    if (registry.own().stream().anyMatch(row -> row.className().equals(simple))) {
      return described.with("class_name", simple).with("registered_name", className);
    }
    if (className.equals("Merge")) {
      return LegacyMerge.of(described);
    }
    LegacyWords words = LegacyWords.of(className);
    return described
        .with("class_name", words.className())
        .with("config", LegacyRecurrent.of(className, options(described.object("config"), words)));
  }

  private Config model(Config described) {
    // Up to Keras 2.2.2 a Sequential has no name: its configuration is its layers.
    Config config =
        described.any("config").orElse(null) instanceof List<?> layers
            ? Config.of("layers", layers).at(described.path() + ".config")
            : described.object("config");
    LegacyMerge.requireFlattened(config.objects("layers"));
    return config.with("layers", config.objects("layers").stream().map(this::of).toList());
  }

  private Config options(Config config, LegacyWords words) {
    Config now = config.emptied();
    for (Map.Entry<String, Object> option : config.values().entrySet()) {
      String key = words.option(option.getKey());
      Object value = value(config, option.getKey(), key);
      now = now.with(key, PARTS.contains(key) ? part(value) : value);
    }
    return withoutNothing(withoutInput(withKernelSize(now)));
  }

  /** Layers within a layer. */
  private Object part(Object value) {
    if (value instanceof List<?> parts) {
      return parts.stream().map(this::part).toList();
    }
    return value instanceof Config layer ? of(layer) : value;
  }

  private static Object value(Config config, String old, String key) {
    Object value = config.values().get(old);
    if (key.equals("data_format") && value instanceof String order) {
      if (order.equals("th")) {
        throw new ConfigException(
            "%s.%s: needs channels last, got \"th\": Keras 1 lays its kernels out in another way there; in"
                    .formatted(config.path(), old)
                + " Keras, build the model with channels last, move the weights over and save that");
      }
      return order.equals("tf") ? "channels_last" : order;
    }
    if (key.endsWith("_regularizer") || key.endsWith("_constraint")) {
      return named(value);
    }
    return key.endsWith("_initializer") ? initializer(value) : value;
  }

  private static Object initializer(Object value) {
    if (value instanceof String name) {
      return INITIALIZERS.getOrDefault(name, name);
    }
    if (value instanceof Config described
        && described.any("config").orElse(null) instanceof Config c) {
      boolean normal = "normal".equals(c.values().get("distribution"));
      Config now = c.without("dtype");
      return described.with("config", normal ? now.with("distribution", "truncated_normal") : now);
    }
    return value;
  }

  /** Keras 1 has the name of a regularizer's or constraint's class among its options. */
  private static Object named(Object value) {
    if (!(value instanceof Config old && old.values().get("name") instanceof String name)) {
      return value;
    }
    Config options = old.without("name", "m");
    return old.emptied()
        .with("class_name", PENALTIES.getOrDefault(name, name))
        .with("config", old.has("m") ? options.with("max_value", old.values().get("m")) : options);
  }

  /** Keras 1 has a number each for the rows and columns of a kernel. */
  private static Config withKernelSize(Config config) {
    if (!config.has("nb_row") || !config.has("nb_col")) {
      return config;
    }
    List<Object> size = new ArrayList<>();
    size.add(config.values().get("nb_row"));
    size.add(config.values().get("nb_col"));
    return config.without("nb_row", "nb_col").with("kernel_size", size);
  }

  /** Keras 1 repeats the size and type of the input, which follow from the layer before. */
  private static Config withoutInput(Config config) {
    Config now = config.without("input_dtype");
    return now.has("units") || now.has("filters") ? now.without("input_dim", "input_length") : now;
  }

  /** Keras 1 has further ways of normalizing, and drops tokens: at 0 it does not. */
  private static Config withoutNothing(Config config) {
    Config now = config;
    for (String key : List.of("mode", "dropout")) {
      boolean isNothing = config.values().get(key) instanceof Number n && n.doubleValue() == 0;
      now = isNothing ? now.without(key) : now;
    }
    return now;
  }
}
