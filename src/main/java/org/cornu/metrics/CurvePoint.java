package org.cornu.metrics;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The best of one share at thresholds where another reaches a value, 0 where none does (Keras:
 * {@code PrecisionAtRecall}, {@code RecallAtPrecision}, {@code SensitivityAtSpecificity}, {@code
 * SpecificityAtSensitivity}). Outputs are probabilities of yes-or-no questions.
 *
 * @param kind which shares
 * @param value that is reached, in [0, 1]
 * @param numThresholds how many there are, evenly from 0 to 1; Keras's default is 200
 * @param classId number of the one output that is asked; empty for all
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record CurvePoint(
    Kind kind, double value, int numThresholds, OptionalInt classId, String name)
    implements Weighed {

  /** What is best, and what reaches the value. */
  public enum Kind {
    /** The best precision at a recall. */
    PRECISION_AT_RECALL("PrecisionAtRecall", "recall", Rates::precision, Rates::recall),
    /** The best recall at a precision. */
    RECALL_AT_PRECISION("RecallAtPrecision", "precision", Rates::recall, Rates::precision),
    /** The best share of the positives that is found, at a share of the negatives. */
    SENSITIVITY_AT_SPECIFICITY(
        "SensitivityAtSpecificity", "specificity", Rates::recall, Rates::specificity),
    /** The best share of the negatives that is found, at a share of the positives. */
    SPECIFICITY_AT_SENSITIVITY(
        "SpecificityAtSensitivity", "sensitivity", Rates::specificity, Rates::recall);

    private final String className;
    private final String option;
    private final Function<Rates, double[]> best;
    private final Function<Rates, double[]> reached;

    Kind(
        String className,
        String option,
        Function<Rates, double[]> best,
        Function<Rates, double[]> reached) {
      this.className = className;
      this.option = option;
      this.best = best;
      this.reached = reached;
    }

    /** Keras's name. */
    public String className() {
      return className;
    }
  }

  private static final int THRESHOLDS = 200;

  public CurvePoint {
    Objects.requireNonNull(kind, "a point of a curve needs a kind, got null");
    MetricNames.require(name);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "metric %s needs a %s in [0, 1], got %s".formatted(name, kind.option, value));
    }
    if (numThresholds < 1) {
      throw new IllegalArgumentException(
          "metric %s needs 1 threshold or more, got %d".formatted(name, numThresholds));
    }
    Selection.requireId(classId);
  }

  /** With Keras's name and thresholds. */
  CurvePoint(Kind kind, double value) {
    this(kind, value, THRESHOLDS, OptionalInt.empty(), KerasClass.snakeCase(kind.className));
  }

  /** With another number of thresholds; 200 by default. */
  public CurvePoint numThresholds(int count) {
    return new CurvePoint(kind, value, count, classId, name);
  }

  /** Asking one output alone. */
  public CurvePoint classId(int id) {
    return new CurvePoint(kind, value, numThresholds, OptionalInt.of(id), name);
  }

  /** This metric under a name of its own. */
  public CurvePoint named(String name) {
    return new CurvePoint(kind, value, numThresholds, classId, name);
  }

  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    Operand<TFloat32> asked = Selection.of(tf, classId, output);
    return Thresholds.even(numThresholds)
        .histograms(
            tf, Selection.of(tf, classId, target), asked, Weights.each(tf, weights, asked), 1);
  }

  @Override
  public double result(double[] sums) {
    Rates rates = Rates.of(sums, 0, 1);
    double[] reached = kind.reached.apply(rates);
    double[] best = kind.best.apply(rates);
    double largest = 0;
    for (int i = 0; i < best.length; i++) {
      // Keras compares in float32, in which equal shares are equal.
      if ((float) reached[i] >= (float) value) {
        largest = Math.max(largest, best[i]);
      }
    }
    return largest;
  }

  @Override
  public void checkOutput(Shape output) {
    classId.ifPresent(id -> Outputs.requireClass(name, output, id));
  }

  @Override
  public String className() {
    return kind.className;
  }

  @Override
  public Config config() {
    Config config =
        Config.of("name", name).with(kind.option, value).with("num_thresholds", numThresholds);
    return classId.isPresent() ? config.with("class_id", classId.getAsInt()) : config;
  }

  /** Reads Keras's configuration. */
  static CurvePoint from(Config config, Kind kind) {
    config.ignore("dtype");
    return new CurvePoint(
        kind,
        config.number(kind.option),
        config.integer("num_thresholds", THRESHOLDS),
        Selection.whole(config, "class_id"),
        config.text("name", KerasClass.snakeCase(kind.className)));
  }
}
