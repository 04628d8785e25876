package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.config.KerasClass;
import org.cornu.losses.Loss;
import org.cornu.losses.Objective;
import org.cornu.metrics.Accuracy;
import org.cornu.metrics.Metric;
import org.cornu.metrics.MetricNames;
import org.cornu.metrics.TopKCategoricalAccuracy;
import org.cornu.optimizers.Optimizer;
import org.tensorflow.ndarray.Shape;

/**
 * Reads Keras's {@code compile_config} of a model with one output, in all of its words for what
 * Cornu has.
 */
final class CompileReader {

  /** Words that Keras resolves by the output, in any case. */
  private static final Set<String> ACCURACY = Set.of("accuracy", "acc");

  private static final Set<String> CROSSENTROPY = Set.of("crossentropy", "ce");

  private final Config config;
  private final Shape output;
  private final List<String> obstacles = new ArrayList<>();
  private final List<Metric> metrics = new ArrayList<>();

  private CompileReader(Config config, Shape output) {
    this.config = config;
    this.output = output;
  }

  /**
   * Reads it, without the optimizer's state.
   *
   * @param output shape of one sample's output
   * @throws ConfigException if it holds what Cornu lacks; the message names all of it
   */
  static Compiled read(Config config, Shape output) {
    return new CompileReader(config, output).read();
  }

  private Compiled read() {
    Optional<Optimizer> optimizer = tried("optimizer", this::optimizer);
    Optional<Loss> loss = tried("loss", this::loss);
    List<Object> each = leaves(config.values().get("metrics")).toList();
    for (int i = 0; i < each.size(); i++) {
      String key = "metrics[%d]".formatted(i);
      Object value = each.get(i);
      // The same metric twice says nothing new.
      tried(key, () -> metric(key, value))
          .filter(metric -> !metrics.contains(metric))
          .ifPresent(metrics::add);
    }
    tried(
        "metrics",
        () -> {
          MetricNames.require(metrics);
          return metrics;
        });
    config.ignore("optimizer", "loss", "metrics", "loss_weights", "weighted_metrics");
    config.ignore("run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss");
    if (!leaves(config.values().get("loss_weights")).allMatch(CompileReader::isOne)) {
      config.refuse("loss_weights", "1, as there is one output");
    }
    if (leaves(config.values().get("weighted_metrics")).findAny().isPresent()) {
      config.refuse("weighted_metrics", "none, as Cornu's samples have no weights");
    }
    tried(
        "",
        () -> {
          config.requireAllRead();
          return config;
        });
    if (!obstacles.isEmpty()) {
      throw new ConfigException(String.join("; ", obstacles));
    }
    return new Compiled(
        optimizer.orElseThrow(),
        List.of(Objective.ofOnly(loss.orElseThrow(), metrics)),
        Optional.empty());
  }

  /** Keeps what stands against it for the message, beside what else there may be. */
  private <T> Optional<T> tried(String key, Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (ConfigException e) {
      obstacles.add(e.getMessage());
    } catch (IllegalArgumentException e) {
      obstacles.add("%s.%s: %s".formatted(config.path(), key, e.getMessage()));
    }
    return Optional.empty();
  }

  /** Keras finds optimizers by their names in any case. */
  private Optimizer optimizer() {
    Object value = config.values().get("optimizer");
    Object word = value instanceof String name ? name.toLowerCase(Locale.ROOT) : value;
    return config.with("optimizer", word).instance(Optimizer.class, "optimizer");
  }

  private Loss loss() {
    Object value = config.values().get("loss");
    while (value instanceof List<?> || isByOutput(value)) {
      List<Object> each = parts(value).toList();
      if (each.size() != 1) {
        throw config.wrong("loss", "one, as there is one output");
      }
      value = each.get(0);
    }
    if (value instanceof String word && CROSSENTROPY.contains(word.toLowerCase(Locale.ROOT))) {
      value = width() == 1 ? "binary_crossentropy" : "categorical_crossentropy";
    }
    return config.with("loss", withLastAxis(value)).instance(Loss.class, "loss");
  }

  /** The last axis, which is the usual one, may also be counted from the front. */
  private Object withLastAxis(Object loss) {
    boolean last =
        loss instanceof Config described
            && described.values().get("config") instanceof Config options
            && options.values().get("axis") instanceof Number axis
            && axis.doubleValue() == output.numDimensions();
    return last
        ? ((Config) loss).with("config", ((Config) loss).object("config").without("axis"))
        : loss;
  }

  private Metric metric(String key, Object value) {
    if (value instanceof String word && ACCURACY.contains(word.toLowerCase(Locale.ROOT))) {
      return new Accuracy();
    }
    Config described = described(key, value);
    Metric metric = described.instance(Metric.class);
    String name = metric.name();
    if (!metrics.contains(metric) && isTaken(name)) {
      int next = 1;
      while (isTaken(name + "_" + next)) {
        next++;
      }
      Config options = described.object("config").with("name", name + "_" + next);
      metric = described.with("config", options).instance(Metric.class);
    }
    if (metric instanceof TopKCategoricalAccuracy top && top.k() > width()) {
      // Keras counts all as right then, as it does with as many guesses as there are classes.
      metric = top.k(Math.toIntExact(width()));
    }
    if (width() == 1 && KerasClass.snakeCase(described.text("class_name")).startsWith("sparse_")) {
      throw new IllegalArgumentException("needs an output of 2 or more classes, got 1");
    }
    metric.checkOutput(width());
    return metric;
  }

  /** A metric in words as an object; Keras logs it under the word. */
  private Config described(String key, Object value) {
    Object word =
        value instanceof Config function && "function".equals(function.values().get("class_name"))
            ? function.values().get("config")
            : value;
    if (word instanceof Config described) {
      return described;
    }
    Config bare = config.without(config.values().keySet().toArray(String[]::new));
    Config place = bare.at(config.path() + "." + key);
    return place.with("class_name", word).with("config", place.with("name", word));
  }

  private boolean isTaken(String name) {
    return metrics.stream().anyMatch(metric -> metric.name().equals(name));
  }

  private long width() {
    return output.get(output.numDimensions() - 1);
  }

  /** What stands in lists, and in objects with an entry for each output. */
  private static Stream<Object> leaves(Object value) {
    if (value == null) {
      return Stream.empty();
    }
    return value instanceof List<?> || isByOutput(value)
        ? parts(value).flatMap(CompileReader::leaves)
        : Stream.of(value);
  }

  private static Stream<Object> parts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object.class::cast)
        : ((Config) value).values().values().stream();
  }

  private static boolean isByOutput(Object value) {
    return value instanceof Config config && !config.has("class_name");
  }

  private static boolean isOne(Object weight) {
    return weight instanceof Number number && number.doubleValue() == 1;
  }
}
