package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.losses.Loss;
import org.cornu.metrics.Accuracy;
import org.cornu.metrics.Metric;
import org.cornu.metrics.MetricNames;
import org.cornu.metrics.TopKCategoricalAccuracy;
import org.tensorflow.ndarray.Shape;

/** Reads what a {@code compile_config} says of one output. */
final class ObjectiveReader {

  /** Words that Keras resolves by the output, in any case. */
  private static final Set<String> ACCURACY = Set.of("accuracy", "acc");

  private static final Set<String> CROSSENTROPY = Set.of("crossentropy", "ce");

  private final Config config;
  private final String place;
  private final Shape output;
  private final List<Metric> metrics = new ArrayList<>();

  /**
   * A reader of an output.
   *
   * @param place of what is said of it, in messages: {@code .name}, empty of the only one
   * @param output shape of one sample's
   */
  ObjectiveReader(Config config, String place, Shape output) {
    this.config = config;
    this.place = place;
    this.output = output;
  }

  /** The loss. */
  Loss loss(Object value) {
    if (value instanceof List<?> list && list.size() == 1) {
      value = list.get(0);
    }
    if (value instanceof String word && CROSSENTROPY.contains(word.toLowerCase(Locale.ROOT))) {
      value = width() == 1 ? "binary_crossentropy" : "categorical_crossentropy";
    }
    String key = "loss" + place;
    Loss loss =
        config
            .with(key, value instanceof Config described ? withLastAxis(described) : value)
            .instance(Loss.class, key);
    loss.checkOutput(output);
    return loss;
  }

  /** The last axis, which is the usual one, may also be counted from the front. */
  private Config withLastAxis(Config described) {
    boolean last =
        described.values().get("config") instanceof Config options
            && options.values().get("axis") instanceof Number axis
            && axis.doubleValue() == output.numDimensions();
    return last ? described.with("config", described.object("config").with("axis", -1)) : described;
  }

  /** The loss's share in the sum; 1 where nothing is said. */
  double weight(Object value) {
    if (value == null) {
      return 1;
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw config.wrong("loss_weights", "finite numbers");
  }

  /** One metric more; the same twice says nothing new. */
  Metric metric(String key, Object value) {
    if (value instanceof String word && ACCURACY.contains(word.toLowerCase(Locale.ROOT))) {
      return added(new Accuracy());
    }
    Config described = withLastAxis(described(key, value));
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
    metric.checkOutput(output);
    return added(metric);
  }

  private Metric added(Metric metric) {
    if (!metrics.contains(metric)) {
      metrics.add(metric);
    }
    return metric;
  }

  /** All metrics that were read, if they can stand together. */
  List<Metric> metrics() {
    MetricNames.require(metrics);
    return metrics;
  }

  /** All metrics that were read. */
  Metric[] read() {
    return metrics.toArray(Metric[]::new);
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
    Config bare = config.emptied();
    Config at = bare.at(config.path() + "." + key);
    return at.with("class_name", word).with("config", at.with("name", word));
  }

  private boolean isTaken(String name) {
    return metrics.stream().anyMatch(metric -> metric.name().equals(name));
  }

  private long width() {
    return output.get(output.numDimensions() - 1);
  }
}
