package org.cornu.saving;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.config.Registry;

/** Puts the words of Keras 1 and 2 for layers and models into those of Keras 3. */
final class LegacyConfig {

  /** Keras 1's names of what layers with a kernel have. */
  private static final Map<String, String> KERNEL =
      Map.of(
          "init", "kernel_initializer",
          "bias", "use_bias",
          "W_regularizer", "kernel_regularizer",
          "b_regularizer", "bias_regularizer",
          "W_constraint", "kernel_constraint",
          "b_constraint", "bias_constraint");

  /** Keras 1's names of what layers with a window have. */
  private static final Map<String, String> WINDOW =
      Map.of("border_mode", "padding", "subsample", "strides", "dim_ordering", "data_format");

  private static final Words NORMALIZATION =
      new Words(
          "BatchNormalization",
          Map.of("beta_init", "beta_initializer", "gamma_init", "gamma_initializer"));

  /** The classes whose names or options have changed, by the name in the file. */
  private static final Map<String, Words> CLASSES =
      Map.ofEntries(
          entry(
              "Convolution2D",
              Words.of("Conv2D", List.of(KERNEL, WINDOW, Map.of("nb_filter", "filters")))),
          entry("Dense", Words.of("Dense", List.of(KERNEL, Map.of("output_dim", "units")))),
          entry("Dropout", new Words("Dropout", Map.of("p", "rate"))),
          entry("MaxPooling2D", new Words("MaxPooling2D", WINDOW)),
          entry("AveragePooling2D", new Words("AveragePooling2D", WINDOW)),
          entry("BatchNormalization", NORMALIZATION),
          entry("BatchNormalizationV1", NORMALIZATION),
          entry("BatchNormalizationV2", NORMALIZATION));

  /** Keras 1's names of initializers; its normal ones were not truncated, of the same variance. */
  private static final Map<String, String> INITIALIZERS =
      Map.of(
          "zero", "zeros", "one", "ones", "normal", "random_normal", "uniform", "random_uniform");

  /** Keras 1's names of what is now L1L2, among them one for outputs. */
  private static final Map<String, String> PENALTIES =
      Map.of("L1L2Regularizer", "L1L2", "WeightRegularizer", "L1L2", "ActivityRegularizer", "L1L2");

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
   * What a class is called now, and what its options are called by their old names.
   *
   * @param className of today
   * @param options of today by those of old
   */
  private record Words(String className, Map<String, String> options) {

    static Words of(String className, List<Map<String, String>> options) {
      Map<String, String> all = new LinkedHashMap<>();
      options.forEach(all::putAll);
      return new Words(className, all);
    }
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
    Words words = CLASSES.getOrDefault(className, new Words(className, Map.of()));
    return described
        .with("class_name", words.className)
        .with("config", resetBefore(words.className, options(described.object("config"), words)));
  }

  /** A GRU that does not say when its state is reset is older than the choice. */
  private static Config resetBefore(String className, Config config) {
    boolean isGru = className.equals("GRU") || className.equals("GRUCell");
    return isGru && !config.has("reset_after") ? config.with("reset_after", false) : config;
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

  private static Config options(Config config, Words words) {
    Config now = config.emptied();
    for (Map.Entry<String, Object> option : config.values().entrySet()) {
      String old = option.getKey();
      String key = words.options.getOrDefault(old, old.equals("input_dtype") ? "dtype" : old);
      now = now.with(key, value(config, old, key));
    }
    return withoutMode(withoutInputSize(withKernelSize(now)));
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

  /** Keras 1 repeats the size of a Dense's input, which follows from the layer before it. */
  private static Config withoutInputSize(Config config) {
    return config.has("units") ? config.without("input_dim") : config;
  }

  /** Keras 1 has three ways of normalizing, of which one is left. */
  private static Config withoutMode(Config config) {
    return Integer.valueOf(0).equals(config.values().get("mode")) ? config.without("mode") : config;
  }
}
