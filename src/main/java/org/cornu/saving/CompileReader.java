package org.cornu.saving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metric;
import org.cornu.net.Net;
import org.cornu.optimizers.Optimizer;

/**
 * Reads Keras's {@code compile_config}, in all of its words for what Cornu has. What is said of
 * several outputs is said once for all, by place, or by name.
 */
final class CompileReader {

  static final String STEPS = "steps_per_execution";

  private static final List<String> BY_OUTPUT = List.of("loss", "loss_weights", "metrics");

  private final Config config;
  private final Net net;
  private final List<String> obstacles = new ArrayList<>();

  private CompileReader(Config config, Net net) {
    this.config = config;
    this.net = net;
  }

  /**
   * Reads it, without the optimizer's state.
   *
   * @throws ConfigException if it holds what Cornu lacks; the message names all of it
   */
  static Compiled read(Config config, Net net) {
    return new CompileReader(config, net).read();
  }

  private Compiled read() {
    Optional<Optimizer> optimizer = tried("optimizer", this::optimizer);
    List<Objective> objectives = net.outputs().size() == 1 ? only() : objectives();
    config.ignore("optimizer", "weighted_metrics");
    config.ignore(BY_OUTPUT.toArray(String[]::new));
    config.ignore("run_eagerly", "jit_compile", "auto_scale_loss");
    Optional<Integer> steps = tried(STEPS, this::steps);
    tried(
        "",
        () -> {
          config.requireAllRead();
          return config;
        });
    if (!obstacles.isEmpty()) {
      throw new ConfigException(String.join("; ", obstacles));
    }
    return new Compiled(optimizer.orElseThrow(), objectives, steps.orElseThrow(), Optional.empty());
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

  private int steps() {
    if ("auto".equals(config.values().get(STEPS))) { // Keras 2 may look for the best number
      return 1;
    }
    int steps = config.integer(STEPS, 1);
    if (steps < 1) {
      throw config.wrong(STEPS, "1 or more");
    }
    return steps;
  }

  /** Keras finds optimizers by their names in any case. */
  private Optimizer optimizer() {
    Object value = config.values().get("optimizer");
    Object word = value instanceof String name ? name.toLowerCase(Locale.ROOT) : value;
    return config.with("optimizer", word).instance(Optimizer.class, "optimizer");
  }

  private List<Objective> only() {
    List<Object> losses = leaves(config.values().get("loss")).toList();
    if (losses.size() != 1) {
      obstacles.add(config.wrong("loss", "one, as there is one output").getMessage());
      return List.of();
    }
    List<Object> weights = leaves(config.values().get("loss_weights")).toList();
    Object weight = weights.isEmpty() ? null : weights.get(0);
    Object metrics = config.values().get("metrics");
    Object weighted = config.values().get("weighted_metrics");
    return objective("", 0, losses.get(0), weight, List.of(metrics(metrics), metrics(weighted)))
        .stream()
        .toList();
  }

  /** An output without a loss is not trained. */
  private List<Objective> objectives() {
    List<Object> losses = parts("loss");
    List<Object> weights = weights();
    List<Object> metrics = parts("metrics");
    List<Object> weighted = parts("weighted_metrics");
    List<Objective> objectives = new ArrayList<>();
    for (int i = 0; i < net.outputs().size(); i++) {
      String name = net.outputNames().get(i);
      if (losses.get(i) != null) {
        objective(
                "." + name,
                i,
                losses.get(i),
                weights.get(i),
                List.of(metrics(metrics.get(i)), metrics(weighted.get(i))))
            .map(each -> each.of(name))
            .ifPresent(objectives::add);
      } else if (leaves(metrics.get(i)).findAny().isPresent()) {
        obstacles.add(
            "%s.metrics.%s: needs a loss of the output besides, as Cornu measures what it trains"
                .formatted(config.path(), name));
      }
    }
    if (objectives.isEmpty() && obstacles.isEmpty()) {
      obstacles.add(config.wrong("loss", "that of an output").getMessage());
    }
    return objectives;
  }

  /** Keras takes weights that have names for losses that have none in the order of the names. */
  private List<Object> weights() {
    boolean byPlace =
        config.values().get("loss") instanceof List<?>
            && config.values().get("loss_weights") instanceof Config byName
            && byName.values().size() == net.outputs().size();
    return byPlace
        ? new ArrayList<>(new TreeMap<>(config.object("loss_weights").values()).values())
        : parts("loss_weights");
  }

  /** What a part of it says of each output; nulls where it says nothing. */
  private List<Object> parts(String key) {
    Object value = config.values().get(key);
    List<String> names = net.outputNames();
    if (value instanceof Config byName && !byName.has("class_name")) {
      List<String> others =
          byName.values().keySet().stream().filter(name -> !names.contains(name)).toList();
      if (!others.isEmpty()) {
        obstacles.add(
            "%s.%s: needs names of outputs, of %s, got %s"
                .formatted(config.path(), key, names, others));
      }
      return new ArrayList<>(Arrays.asList(names.stream().map(byName.values()::get).toArray()));
    }
    if (value instanceof List<?> list && !list.isEmpty()) {
      if (list.size() == names.size()) {
        return new ArrayList<>(list);
      }
      obstacles.add(
          "%s.%s: needs %d, one for each output of %s, got %d"
              .formatted(config.path(), key, names.size(), names, list.size()));
      return new ArrayList<>(Collections.nCopies(names.size(), null));
    }
    boolean forAll = key.equals("loss");
    return new ArrayList<>(Collections.nCopies(names.size(), forAll ? value : null));
  }

  private Optional<Objective> objective(
      String output, int place, Object loss, Object weight, List<List<Object>> metrics) {
    ObjectiveReader reader =
        new ObjectiveReader(config, output, net.outputSpecs().get(place).shape());
    Optional<Objective> read =
        tried("loss" + output, () -> Objective.ofOnly(reader.loss(loss), List.of()));
    Optional<Double> share = tried("loss_weights" + output, () -> reader.weight(weight));
    Metric[] plain = metrics("metrics" + output, reader, metrics.get(0));
    ObjectiveReader other =
        new ObjectiveReader(config, output, net.outputSpecs().get(place).shape());
    Metric[] weighted = metrics("weighted_metrics" + output, other, metrics.get(1));
    return read.filter(any -> share.isPresent())
        .map(any -> any.weight(share.get()).metrics(plain).weightedMetrics(weighted));
  }

  private Metric[] metrics(String place, ObjectiveReader reader, List<Object> each) {
    for (int i = 0; i < each.size(); i++) {
      String key = "%s[%s]".formatted(place, i);
      Object value = each.get(i);
      tried(key, () -> reader.metric(key, value));
    }
    tried(place, reader::metrics);
    return reader.read();
  }

  private static List<Object> metrics(Object value) {
    return leaves(value).toList();
  }

  /** What stands in lists, and in objects with an entry for each output. */
  private static Stream<Object> leaves(Object value) {
    if (value == null) {
      return Stream.empty();
    }
    if (value instanceof List<?> list) {
      return list.stream().flatMap(CompileReader::leaves);
    }
    return value instanceof Config config && !config.has("class_name")
        ? config.values().values().stream().flatMap(CompileReader::leaves)
        : Stream.of(value);
  }
}
