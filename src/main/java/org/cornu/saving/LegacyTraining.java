package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.net.Net;
import org.tensorflow.ndarray.Shape;

/**
 * Puts the {@code training_config} of a legacy file, and the {@code compile_config} that Keras 2
 * has in a newer one, into the words of Keras 3's compile_config.
 */
final class LegacyTraining {

  /** What Keras 2 makes of the word accuracy, by the output. */
  private static final Set<String> ACCURACIES =
      Set.of("categorical_accuracy", "sparse_categorical_accuracy", "binary_accuracy");

  private static final Set<String> ACCURACY_NAMES = Set.of("accuracy", "acc");

  private LegacyTraining() {}

  /**
   * Translates it; what cannot be understood stays as it is, for the reader to complain of.
   *
   * @param net that was compiled
   */
  static Config of(Config training, Net net) {
    Object optimizer =
        training.any("optimizer_config").or(() -> training.any("optimizer")).orElse(null);
    Config now = training.without("optimizer_config");
    now =
        now.with("optimizer", optimizer instanceof Config described ? optimizer(described) : null);
    // Up to Keras 2.2 a list without lists in it is of each output.
    boolean eachHasAll = !training.values().containsKey("run_eagerly");
    return now.with("metrics", metrics(now.values().get("metrics"), net, eachHasAll))
        .with("loss", loss(now.values().get("loss")));
  }

  private static Object loss(Object value) {
    // In Keras 2 a loss is a wrapper of a function, which its class names too.
    return value instanceof Config described
            && described.values().get("config") instanceof Config config
        ? described.with("config", config.without("fn"))
        : value;
  }

  private static Object metrics(Object value, Net net, boolean eachHasAll) {
    List<String> names = net.outputNames();
    boolean several = names.size() > 1;
    if (value instanceof Config byName && !byName.has("class_name")) {
      Config now = byName;
      for (String name : byName.values().keySet()) {
        int place = names.indexOf(name);
        Object own = byName.values().get(name);
        now = now.with(name, place < 0 ? own : metrics(own, name, net, place));
      }
      return now;
    }
    if (!(value instanceof List<?> list) || !several) {
      return metrics(value, names.get(0), net, 0);
    }
    boolean isFlat = eachHasAll && list.stream().noneMatch(List.class::isInstance);
    List<Object> byOutput = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Object own = isFlat ? list : i < list.size() ? list.get(i) : null;
      byOutput.add(metrics(own, names.get(i), net, i));
    }
    return byOutput;
  }

  private static Object metrics(Object value, String output, Net net, int place) {
    if (value instanceof List<?> list) {
      List<Object> metrics = new ArrayList<>();
      list.forEach(each -> metrics.add(metrics(each, output, net, place)));
      return metrics;
    }
    return value instanceof Config described
            && described.values().get("config") instanceof Config config
            && config.values().get("fn") instanceof String function
        ? metric(described, named(config.without("fn"), output, net), function, width(net, place))
        : value;
  }

  /** Keras 2 begins the names of metrics with those of several outputs, as histories have them. */
  private static Config named(Config config, String output, Net net) {
    String prefix = output + "_";
    return net.outputs().size() > 1
            && config.values().get("name") instanceof String name
            && name.startsWith(prefix)
        ? config.with("name", name.substring(prefix.length()))
        : config;
  }

  private static long width(Net net, int output) {
    Shape shape = net.outputSpecs().get(output).shape();
    return shape.get(shape.numDimensions() - 1);
  }

  /** In Keras 2 a metric in a word is a wrapper of the function that the word stands for. */
  private static Object metric(Config described, Config config, String function, long width) {
    boolean byOutput = !function.equals("binary_accuracy") || width == 1;
    return byOutput
            && ACCURACIES.contains(function)
            && config.values().get("name") instanceof String name
            && ACCURACY_NAMES.contains(name)
        ? "accuracy"
        : described.with("class_name", function).with("config", config);
  }

  private static Config optimizer(Config described) {
    Object className = described.values().get("class_name");
    // Keras 2.11 to 2.15 register their own optimizers as if they were the user's.
    Config now =
        className instanceof String name
            ? described.with("class_name", name.replace("Custom>", ""))
            : described;
    return now.values().get("config") instanceof Config config
        ? now.with("config", options(config))
        : now;
  }

  private static Config options(Config config) {
    Config now = config.without("lr");
    for (Map.Entry<String, Object> option : config.values().entrySet()) {
      String key = option.getKey().equals("lr") ? "learning_rate" : option.getKey();
      now = now.with(key, shortest(option.getValue()));
    }
    if (!now.has("name") && now.has("clipnorm")) {
      // Until 2.3 Keras named no optimizer, and shortened all gradients by their common norm.
      now = now.with("global_clipnorm", now.values().get("clipnorm")).without("clipnorm");
    }
    boolean decays = now.values().get("decay") instanceof Number decay && decay.doubleValue() != 0;
    return decays ? now : now.without("decay");
  }

  /** Keras 1 and 2 read numbers back from float32: 0.9 comes as 0.8999999761581421. */
  private static Object shortest(Object value) {
    return value instanceof Double number
        ? (Object) Double.parseDouble(Float.toString(number.floatValue()))
        : value;
  }
}
