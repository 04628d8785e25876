package org.cornu.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The area under a curve of two shares as a threshold falls, 0 to 1, of yes-or-no questions that
 * are answered by probabilities (Keras: {@code AUC}). It is approximate in the thresholds, and
 * exact over batches.
 *
 * @param thresholds between 0 and 1, in rising order; one below 0 and one above 1 are added
 * @param curve which shares; Keras's default is ROC
 * @param summation what lies between two thresholds; Keras's default is INTERPOLATION
 * @param multiLabel whether each number of a row has an area of its own, of which the mean is taken
 * @param labelWeights of the numbers of a row; none for all alike
 * @param logits whether the output is what comes before sigmoid
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record AUC(
    List<Double> thresholds,
    AUCCurve curve,
    AUCSummation summation,
    boolean multiLabel,
    List<Double> labelWeights,
    boolean logits,
    String name)
    implements Weighed {

  static final String NAME = "auc";
  private static final int THRESHOLDS = 200;

  public AUC {
    MetricNames.require(name);
    Objects.requireNonNull(curve, "auc needs a curve, got null");
    Objects.requireNonNull(summation, "auc needs a summation, got null");
    thresholds = thresholds.stream().sorted().toList();
    labelWeights = List.copyOf(labelWeights);
    if (thresholds.stream().anyMatch(each -> !(each >= 0 && each <= 1))) {
      throw new IllegalArgumentException("auc needs thresholds in [0, 1], got " + thresholds);
    }
    if (labelWeights.stream().anyMatch(each -> !(each >= 0 && Double.isFinite(each)))) {
      throw new IllegalArgumentException(
          "auc needs finite label weights of 0 or more, got " + labelWeights);
    }
  }

  /** With Keras's defaults. */
  AUC() {
    this(even(THRESHOLDS), AUCCurve.ROC, AUCSummation.INTERPOLATION, false, List.of(), false, NAME);
  }

  /** With another number of thresholds, 2 or more; 200 by default. */
  public AUC numThresholds(int count) {
    return with(even(count));
  }

  /** With these thresholds, beside one below 0 and one above 1. */
  public AUC thresholds(double... thresholds) {
    Objects.requireNonNull(thresholds, "auc needs thresholds, got null");
    return with(Arrays.stream(thresholds).boxed().toList());
  }

  private AUC with(List<Double> others) {
    return new AUC(others, curve, summation, multiLabel, labelWeights, logits, name);
  }

  /** Of another curve; ROC by default. */
  public AUC curve(AUCCurve curve) {
    return new AUC(thresholds, curve, summation, multiLabel, labelWeights, logits, name);
  }

  /** Added up in another way; by interpolation by default. */
  public AUC summation(AUCSummation summation) {
    return new AUC(thresholds, curve, summation, multiLabel, labelWeights, logits, name);
  }

  /** With an area for each number of a row, of which the mean is taken, or one, as by default. */
  public AUC multiLabel(boolean multiLabel) {
    return new AUC(thresholds, curve, summation, multiLabel, labelWeights, logits, name);
  }

  /**
   * With a weight for each number of a row: of its area, or of its answers if there is one area.
   */
  public AUC labelWeights(double... weights) {
    Objects.requireNonNull(weights, "auc needs label weights, got null");
    List<Double> each = Arrays.stream(weights).boxed().toList();
    return new AUC(thresholds, curve, summation, multiLabel, each, logits, name);
  }

  /** Of an output that has not been through sigmoid. */
  @Override
  public AUC fromLogits() {
    return new AUC(thresholds, curve, summation, multiLabel, labelWeights, true, name);
  }

  /** This metric under a name of its own. */
  public AUC named(String name) {
    return new AUC(thresholds, curve, summation, multiLabel, labelWeights, logits, name);
  }

  private static List<Double> even(int count) {
    if (count < 2) {
      throw new IllegalArgumentException("auc needs 2 thresholds or more, got " + count);
    }
    return IntStream.range(1, count - 1).mapToObj(i -> (double) i / (count - 1)).toList();
  }

  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    Operand<TFloat32> each = Weights.each(tf, weights, output);
    if (!multiLabel && !labelWeights.isEmpty()) {
      each = tf.math.mul(each, tf.constant(floats(labelWeights)));
    }
    return Thresholds.widened(thresholds)
        .histograms(
            tf,
            target,
            logits ? tf.math.sigmoid(output) : output,
            each,
            multiLabel ? Math.toIntExact(Outputs.width(output.shape())) : 1);
  }

  private static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  @Override
  public double result(double[] sums) {
    int labels = sums.length / 2 / (thresholds.size() + 3);
    double area = 0;
    double weights = 0;
    for (int label = 0; label < labels; label++) {
      double weight = multiLabel && !labelWeights.isEmpty() ? labelWeights.get(label) : 1;
      area += weight * curve.area(Rates.of(sums, label, labels), summation);
      weights += weight;
    }
    return weights == 0 ? 0 : area / weights;
  }

  @Override
  public void checkOutput(Shape output) {
    if (multiLabel) {
      Outputs.requireRow(name, output);
    }
    if (!labelWeights.isEmpty() && labelWeights.size() != Outputs.width(output)) {
      throw new IllegalArgumentException(
          "metric %s needs a label weight for each of the %d outputs, got %d"
              .formatted(name, Outputs.width(output), labelWeights.size()));
    }
  }

  @Override
  public Config config() {
    Config config =
        Config.of("name", name)
            .with("num_thresholds", thresholds.size() + 2)
            .with("curve", curve.name())
            .with("summation_method", Choice.name(summation))
            .with("multi_label", multiLabel)
            .with("from_logits", logits);
    if (!thresholds.equals(even(thresholds.size() + 2))) {
      config = config.with("thresholds", thresholds);
    }
    return labelWeights.isEmpty() ? config : config.with("label_weights", labelWeights);
  }

  /** Reads Keras's configuration; how many labels there are, the output says. */
  public static AUC from(Config config) {
    config.ignore("dtype", "num_labels", "num_thresholds");
    return new AUC(
        config.has("thresholds")
            ? numbers(config, "thresholds")
            : even(config.integer("num_thresholds", THRESHOLDS)),
        Choice.from(config, "curve", AUCCurve.ROC),
        Choice.from(config, "summation_method", AUCSummation.INTERPOLATION),
        config.flag("multi_label", false),
        config.has("label_weights") ? numbers(config, "label_weights") : List.of(),
        config.flag("from_logits", false),
        config.text("name", NAME));
  }

  /** A list, which Keras may have written as a tensor. */
  private static List<Double> numbers(Config config, String key) {
    Object value = config.any(key).orElse(List.of());
    if (value instanceof Config tensor && tensor.has("config")) {
      value = tensor.object("config").values().get("value");
    }
    List<Double> numbers = new ArrayList<>();
    for (Object each : value instanceof List<?> several ? several : List.of()) {
      if (!(each instanceof Number number)) {
        throw config.wrong(key, "a list of numbers");
      }
      numbers.add(number.doubleValue());
    }
    return numbers;
  }
}
