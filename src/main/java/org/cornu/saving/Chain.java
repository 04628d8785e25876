package org.cornu.saving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;

/** The layers of a model's configuration, in the order in which each reads the one before it. */
final class Chain {

  private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");

  private Chain() {}

  /** Whether a class is a model of layers. */
  static boolean isModel(String className) {
    return MODELS.contains(className);
  }

  /**
   * The layers, the input's first where it is one.
   *
   * @throws ConfigException if the model branches, or is of another class
   */
  static List<Config> of(Config described) {
    String className = described.text("class_name");
    Config config = described.object("config");
    if (!isModel(className)) {
      throw new ConfigException(
          "%s.class_name: needs a Sequential or a functional model, got \"%s\"; a model of a class of"
                  .formatted(described.path(), className)
              + " its own holds code, which no file carries: export it as a SavedModel");
    }
    List<Config> layers = config.objects("layers");
    return className.equals("Sequential") ? layers : functional(config, layers);
  }

  private static List<Config> functional(Config config, List<Config> layers) {
    requireOne(config, "input_layers");
    requireOne(config, "output_layers");
    Map<String, Config> readers = new HashMap<>();
    Config first = null;
    for (Config layer : layers) {
      List<String> sources = sources(layer);
      if (sources.isEmpty()) {
        first = layer;
      } else if (sources.size() > 1) {
        throw branches(layer, "reads " + sources);
      } else if (readers.put(sources.get(0), layer) != null) {
        throw branches(layer, "is not the only reader of \"" + sources.get(0) + "\"");
      }
    }
    List<Config> chain = new ArrayList<>();
    for (Config layer = first; layer != null; layer = readers.remove(name(layer))) {
      chain.add(layer);
    }
    if (chain.size() != layers.size()) {
      throw new ConfigException(
          "%s.layers: %d of %d layers lie on no path from the input"
              .formatted(config.path(), layers.size() - chain.size(), layers.size()));
    }
    return chain;
  }

  private static void requireOne(Config config, String key) {
    if (config.values().get(key) instanceof Config byName && byName.values().size() == 1) {
      return;
    }
    List<?> ends = config.list(key);
    // One is [name, node, tensor] or, up to Keras 2, a list of one such.
    if (!ends.isEmpty() && ends.get(0) instanceof List<?> && ends.size() > 1) {
      throw new ConfigException(
          "%s.%s: needs one, has %d; Cornu reads models that are a chain of layers"
              .formatted(config.path(), key, ends.size()));
    }
  }

  /**
   * What the one call of a layer says of training: {@code layer(x, training=False)}.
   *
   * @throws ConfigException if it says neither true nor false
   */
  static Optional<Boolean> training(Config layer) {
    if (!layer.has("inbound_nodes")) {
      return Optional.empty();
    }
    return arguments(layer.list("inbound_nodes"))
        .filter(each -> each.has("training"))
        .findFirst()
        .map(
            each ->
                each.values().get("training") instanceof Number number
                    ? number.doubleValue() != 0
                    : each.flag("training", true));
  }

  /** Keyword arguments of calls: of Keras 3 by a name, earlier at the end of each tensor. */
  private static Stream<Config> arguments(List<?> values) {
    return values.stream()
        .flatMap(
            value -> {
              if (value instanceof List<?> list) {
                return arguments(list);
              }
              if (!(value instanceof Config config)) {
                return Stream.empty();
              }
              return config.values().get("kwargs") instanceof Config named
                  ? Stream.of(named)
                  : Stream.of(config);
            });
  }

  private static ConfigException branches(Config layer, String how) {
    return new ConfigException(
        "%s: layer \"%s\" %s; Cornu reads models that are a chain of layers"
            .formatted(layer.path(), name(layer), how));
  }

  private static String name(Config layer) {
    return layer.has("name") ? layer.text("name") : layer.object("config").text("name");
  }

  /** The names of the layers that a layer reads; a layer used twice reads twice. */
  private static List<String> sources(Config layer) {
    List<String> sources = new ArrayList<>();
    for (Object node : layer.list("inbound_nodes")) {
      if (node instanceof Config call) {
        sources(call.list("args"), sources);
        if (call.has("kwargs") && holdsTensor(call.object("kwargs"))) {
          throw branches(layer, "reads tensors by name");
        }
      } else if (node instanceof List<?> calls) {
        sources(calls, sources);
      }
    }
    return sources;
  }

  private static void sources(List<?> values, List<String> sources) {
    for (Object value : values) {
      if (value instanceof Config tensor && isTensor(tensor)) {
        sources.add((String) tensor.object("config").list("keras_history").get(0));
      } else if (value instanceof Config byName) {
        sources(new ArrayList<>(byName.values().values()), sources);
      } else if (value instanceof List<?> list) {
        if (list.size() >= 3 && list.get(0) instanceof String name) {
          sources.add(name);
        } else {
          sources(list, sources);
        }
      }
    }
  }

  private static boolean isTensor(Config config) {
    return config.text("class_name", "").equals("__keras_tensor__");
  }

  private static boolean holdsTensor(Config config) {
    return config.values().values().stream()
        .anyMatch(value -> value instanceof Config tensor && isTensor(tensor));
  }
}
