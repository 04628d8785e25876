package org.cornu.saving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.losses.Objective;
import org.cornu.metrics.Accuracy;
import org.cornu.metrics.CategoricalAccuracy;
import org.cornu.metrics.IoU;
import org.cornu.metrics.Metric;
import org.cornu.metrics.TopKCategoricalAccuracy;
import org.cornu.net.Net;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.LossScaleOptimizer;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;

/** What a model was compiled with, as Keras's {@code compile_config}. */
final class CompileConfig {

  private CompileConfig() {}

  /**
   * Writes it, without the optimizer's state but for the learning rate.
   *
   * @param net that was compiled
   * @throws IOException if a part of it cannot be written
   */
  static Config write(Compiled compiled, Net net, KerasJson json) throws IOException {
    Config config = write(compiled, net, json, true);
    return compiled.stepsPerExecution() == 1
        ? config
        : config.with(CompileReader.STEPS, compiled.stepsPerExecution());
  }

  /** What decides of the numbers, with metrics by Cornu's own class names. */
  static Config identity(Compiled compiled, Net net, KerasJson json) throws IOException {
    return write(compiled, net, json, false);
  }

  /** A net of one output has its loss and metrics as they are, others by the outputs' names. */
  private static Config write(Compiled compiled, Net net, KerasJson json, boolean inKerassWords)
      throws IOException {
    Config optimizer =
        Config.of("optimizer", optimizer(compiled.optimizer(), compiled.state(), json));
    if (net.outputs().size() == 1) {
      Objective only = compiled.objectives().get(0);
      Config loss = optimizer.with("loss", json.described(only.loss()));
      return (only.weight() == 1 ? loss : loss.with("loss_weights", List.of(only.weight())))
          .with("metrics", metrics(only.metrics(), only, json, inKerassWords))
          .with(weighted(compiled, net, json, inKerassWords));
    }
    // Keras needs the names of all outputs, those that are not trained with null.
    Config losses = Config.EMPTY;
    for (String output : net.outputNames()) {
      losses = losses.with(output, null);
    }
    Config weights = losses;
    Config metrics = Config.EMPTY;
    for (Objective each : compiled.objectives()) {
      String output = each.output().orElseThrow();
      losses = losses.with(output, json.described(each.loss()));
      weights = weights.with(output, each.weight());
      metrics = metrics.with(output, metrics(each.metrics(), each, json, inKerassWords));
    }
    return optimizer
        .with("loss", byOutput(losses, net, null))
        .with("loss_weights", byOutput(weights, net, null))
        .with("metrics", byOutput(metrics, net, List.of()))
        .with(weighted(compiled, net, json, inKerassWords));
  }

  /**
   * By the outputs' names, or in their order where one layer gives several: Keras calls all of
   * these alike.
   */
  private static Object byOutput(Config named, Net net, Object absent) {
    List<String> names = net.outputNames();
    if (net.outputs().stream().map(net::giver).distinct().count() == names.size()) {
      return named;
    }
    List<Object> values = new ArrayList<>();
    names.forEach(name -> values.add(named.values().getOrDefault(name, absent)));
    return values;
  }

  /** Only where there are any: what was compiled before is told apart by its words. */
  private static Config weighted(Compiled compiled, Net net, KerasJson json, boolean inKerassWords)
      throws IOException {
    Config byOutput = Config.EMPTY;
    for (Objective each : compiled.objectives()) {
      if (!each.weightedMetrics().isEmpty()) {
        List<Object> own = metrics(each.weightedMetrics(), each, json, inKerassWords);
        if (each.output().isEmpty()) {
          return Config.of("weighted_metrics", own);
        }
        byOutput = byOutput.with(each.output().get(), own);
      }
    }
    return byOutput.values().isEmpty()
        ? byOutput
        : Config.of("weighted_metrics", byOutput(byOutput, net, List.of()));
  }

  private static List<Object> metrics(
      List<Metric> some, Objective objective, KerasJson json, boolean inKerassWords)
      throws IOException {
    boolean sparse = inKerassWords && objective.loss().readsClassIds();
    List<Object> metrics = new ArrayList<>();
    for (Metric metric : some) {
      metrics.add(metric(metric, sparse, json));
    }
    return metrics;
  }

  /**
   * A metric as Keras has it.
   *
   * @param sparse whether the loss takes labels as class indices, for which Keras has metrics apart
   */
  private static Object metric(Metric metric, boolean sparse, KerasJson json) throws IOException {
    if (metric instanceof Accuracy) {
      // A word that Keras resolves by the output, as this metric does.
      return metric.className();
    }
    Config described = json.described(metric);
    boolean twofold =
        metric instanceof CategoricalAccuracy || metric instanceof TopKCategoricalAccuracy;
    if (sparse && metric instanceof IoU) {
      return described.with("config", described.object("config").with("sparse_y_true", true));
    }
    return sparse && twofold
        ? described.with("class_name", "Sparse" + metric.className())
        : described;
  }

  /** With the learning rate that it has come to. */
  private static Config optimizer(
      Optimizer optimizer, Optional<OptimizerState> state, KerasJson json) throws IOException {
    Config described = json.described(optimizer);
    Config config = described.object("config");
    if (optimizer instanceof LossScaleOptimizer scaled) {
      Config inner = optimizer(scaled.inner(), state, json);
      return described.with("config", config.with("inner_optimizer", inner));
    }
    boolean settable = optimizer.options().learningRate() instanceof LearningRate.Settable;
    return settable && state.isPresent()
        ? described.with("config", config.with("learning_rate", state.get().learningRate()))
        : described;
  }

  /** What Keras, or its files, lack of Cornu's, and what to do; empty if they lack nothing. */
  static Optional<String> objection(Optimizer optimizer) {
    if (!optimizer.options().undecayed().isEmpty()) {
      return Optional.of(
          "Keras's files do not hold excludeFromWeightDecay, got %s: where the model is to train on, compile it again; in Python call exclude_from_weight_decay"
              .formatted(optimizer.options().undecayed()));
    }
    return optimizer.options().learningRate() instanceof LearningRate.Scheduled scheduled
            && KerasClasses.BUILT_IN.own().stream()
                .anyMatch(row -> row.type() == scheduled.schedule().getClass())
        ? Optional.of(
            "Keras has no %1$s: in Python load_model opens it with compile=False, or with a class %1$s among custom_objects, as %1$s's Javadoc says; cosineDecay(...).warmup(...) is alike, and Keras has it"
                .formatted(scheduled.schedule().className()))
        : Optional.empty();
  }
}
