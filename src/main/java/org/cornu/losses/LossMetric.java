package org.cornu.losses;

import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.KerasActivation;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.metrics.MeanMetric;
import org.cornu.metrics.MetricNames;
import org.cornu.metrics.Weights;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The mean of a loss that is watched and not trained on (Keras: the metrics of the losses' names,
 * such as {@code MeanAbsoluteError}, and {@code MeanMetricWrapper} of the other losses). It lives
 * here and not among the metrics, which know no losses.
 *
 * @param loss that is watched: one of which each sample has its own
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record LossMetric(Loss loss, String name) implements MeanMetric {

  private static final String WRAPPER = "MeanMetricWrapper";

  /** Those of Keras's losses whose names Keras's metrics bear. */
  private static final Set<String> NAMESAKES =
      Set.of(
          "MeanSquaredError",
          "MeanAbsoluteError",
          "MeanAbsolutePercentageError",
          "MeanSquaredLogarithmicError",
          "Poisson",
          "Hinge",
          "SquaredHinge",
          "CategoricalHinge",
          "KLDivergence",
          "BinaryCrossentropy",
          "CategoricalCrossentropy",
          "SparseCategoricalCrossentropy");

  public LossMetric {
    Objects.requireNonNull(loss, "metric needs a loss, got null");
    MetricNames.require(name);
    if (!loss.isOfSamples() && loss.ignoreClass().isEmpty()) {
      throw new IllegalArgumentException(
          "metric needs a loss of which each sample has its own, got %s, which is one of a batch"
              .formatted(loss.name()));
    }
  }

  /** With Keras's name of the metric, or where it has none of the loss. */
  LossMetric(Loss loss) {
    this(
        Objects.requireNonNull(loss, "metric needs a loss, got null"),
        loss.className().equals("LogCosh") ? "logcosh" : loss.name());
  }

  /** This metric under a name of its own. */
  public LossMetric named(String name) {
    return new LossMetric(loss, name);
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return loss.ignoreClass().isPresent()
        ? valuesOfIds(tf, tf.math.argMax(target, tf.constant(-1), TInt32.class), output)
        : loss.perSample(tf, target, output);
  }

  /** As in Keras, a class that is ignored counts in a mean without weights, as 0. */
  @Override
  public Operand<TFloat32> valuesOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    if (loss instanceof SparseCategoricalCrossentropy sparse) {
      return sparse.each(tf, ids, output);
    }
    return loss.readsClassIds()
        ? loss.perSampleOfIds(tf, ids, output)
        : MeanMetric.super.valuesOfIds(tf, ids, output);
  }

  /** As in Keras, where samples have weights, one whose class is ignored has none. */
  @Override
  public Operand<TFloat32> weightedSumsOfIds(
      Ops tf, Operand<TInt32> ids, Operand<TFloat32> output, Operand<TFloat32> weights) {
    if (loss.ignoreClass().isEmpty()) {
      return MeanMetric.super.weightedSumsOfIds(tf, ids, output, weights);
    }
    Operand<TInt32> none = tf.constant(loss.ignoreClass().getAsInt());
    Operand<TFloat32> valid = tf.dtypes.cast(tf.math.notEqual(ids, none), TFloat32.class);
    Operand<TFloat32> each = Weights.each(tf, weights, valid);
    return MeanMetric.super.weightedSumsOfIds(tf, ids, output, tf.math.mul(each, valid));
  }

  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    return loss.ignoreClass().isPresent()
        ? weightedSumsOfIds(
            tf, tf.math.argMax(target, tf.constant(-1), TInt32.class), output, weights)
        : MeanMetric.super.weightedSums(tf, target, output, weights);
  }

  @Override
  public boolean readsLogitsOf(ActivationFunction activation) {
    return loss.readsLogitsOf(activation);
  }

  @Override
  public LossMetric fromLogits() {
    return new LossMetric(loss.fromLogits(), name);
  }

  @Override
  public void checkOutput(Shape output) {
    loss.checkOutput(output);
    long width = output.get(output.numDimensions() - 1);
    if (width < 2 && loss.readsLogitsOf(KerasActivation.SOFTMAX)) {
      throw new IllegalArgumentException(
          "metric %s needs an output of 2 or more classes, got %d".formatted(name, width));
    }
  }

  private boolean isNamesake() {
    boolean axis = loss.className().equals("BinaryCrossentropy") && loss.config().has("axis");
    return NAMESAKES.contains(loss.className()) && !axis;
  }

  @Override
  public String className() {
    if (loss.className().equals("LogCosh")) {
      return "LogCoshError";
    }
    return isNamesake() ? loss.className() : WRAPPER;
  }

  /** Keras's wrapper has the loss as a function, and its options beside that. */
  @Override
  public Config config() {
    if (Losses.classes().stream().noneMatch(row -> row.type() == loss.getClass())) {
      return MeanMetric.super.config();
    }
    Config options = Config.of("name", name).with(loss.config());
    String function = KerasClass.snakeCase(loss.className());
    return className().equals(WRAPPER)
        ? options.with(
            "fn",
            Config.of("module", "builtins")
                .with("class_name", "function")
                .with("config", function)
                .with("registered_name", function))
        : options;
  }

  /** Reads Keras's configuration of the metric that a loss has given its name to. */
  static LossMetric from(Config config, Function<Config, ? extends Loss> from) {
    config.ignore("dtype");
    LossMetric metric = new LossMetric(from.apply(config));
    return metric.named(config.text("name", metric.name()));
  }

  /** Reads that of Keras's {@code MeanMetricWrapper}. */
  static LossMetric ofWrapper(Config config) {
    return new LossMetric(Wrapped.loss(config, "name"), config.text("name"));
  }
}
