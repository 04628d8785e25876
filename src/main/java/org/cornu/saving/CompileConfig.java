package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.losses.Loss;
import org.cornu.metrics.Accuracy;
import org.cornu.metrics.Metric;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.Optimizer;

/** What a model was compiled with, as Keras's {@code compile_config}. */
final class CompileConfig {

  private CompileConfig() {}

  /** Writes it, without the optimizer's state but for the learning rate. */
  static Config write(Compiled compiled, KerasJson json) {
    List<Object> metrics = new ArrayList<>();
    for (Metric metric : compiled.metrics()) {
      // A word that Keras resolves by the output, as this metric does.
      metrics.add(metric instanceof Accuracy ? metric.className() : metric);
    }
    return Config.of("optimizer", optimizer(compiled, json))
        .with("loss", compiled.loss())
        .with("metrics", metrics);
  }

  private static Config optimizer(Compiled compiled, KerasJson json) {
    Config optimizer = json.described(compiled.optimizer());
    Config options = compiled.optimizer().config();
    boolean settable =
        compiled.optimizer().options().learningRate() instanceof LearningRate.Settable;
    if (settable && compiled.state().isPresent()) {
      options = options.with("learning_rate", compiled.state().get().learningRate());
    }
    return optimizer.with("config", options);
  }

  /**
   * Reads it, without the optimizer's state.
   *
   * @throws ConfigException if it holds what Cornu lacks
   */
  static Compiled read(Config config) {
    config.ignore("run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss");
    Config only =
        config.with("loss", only(config, "loss")).with("metrics", only(config, "metrics"));
    List<Metric> metrics =
        only.has("metrics") ? only.instances(Metric.class, "metrics") : List.of();
    Compiled compiled =
        new Compiled(
            only.instance(Optimizer.class, "optimizer"),
            only.instance(Loss.class, "loss"),
            metrics,
            Optional.empty());
    config.ignore("optimizer");
    config.requireAllRead();
    return compiled;
  }

  /** What is meant for the one output: Keras also takes a list with an entry for each output. */
  private static Object only(Config config, String key) {
    Object value = config.any(key).orElse(null);
    if (value instanceof List<?> list && list.size() == 1) {
      Object one = list.get(0);
      return key.equals("loss") || one instanceof List<?> ? one : value;
    }
    return value;
  }
}
