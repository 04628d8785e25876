package org.cornu.metrics;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How many yes-or-no questions were answered in one of four ways, each number of an output counting
 * by itself (Keras: {@code TruePositives}, {@code FalsePositives}, {@code FalseNegatives}, {@code
 * TrueNegatives}).
 *
 * @param kind which answers are counted
 * @param threshold above which an answer is a yes, in [0, 1]; Keras's default is 0.5
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record ConfusionCount(Kind kind, double threshold, String name) implements Weighed {

  /** What an answer was, and whether it was right; in the order of the counts. */
  public enum Kind {
    /** Yes, rightly. */
    TRUE_POSITIVES("TruePositives"),
    /** Yes, wrongly. */
    FALSE_POSITIVES("FalsePositives"),
    /** No, wrongly. */
    FALSE_NEGATIVES("FalseNegatives"),
    /** No, rightly. */
    TRUE_NEGATIVES("TrueNegatives");

    private final String className;

    Kind(String className) {
      this.className = className;
    }

    /** Keras's name. */
    public String className() {
      return className;
    }
  }

  public ConfusionCount {
    Objects.requireNonNull(kind, "a confusion count needs a kind, got null");
    MetricNames.require(name);
    selection(threshold);
  }

  /** With Keras's name and threshold. */
  ConfusionCount(Kind kind) {
    this(kind, .5, KerasClass.snakeCase(kind.className));
  }

  /** With another threshold; 0.5 by default. */
  public ConfusionCount threshold(double threshold) {
    return new ConfusionCount(kind, threshold, name);
  }

  /** This metric under a name of its own. */
  public ConfusionCount named(String name) {
    return new ConfusionCount(kind, threshold, name);
  }

  private static Selection selection(double threshold) {
    return new Selection(OptionalDouble.of(threshold), OptionalInt.empty(), OptionalInt.empty());
  }

  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    return selection(threshold).counts(tf, target, output, weights);
  }

  @Override
  public double result(double[] sums) {
    return sums[kind.ordinal()];
  }

  @Override
  public String className() {
    return kind.className;
  }

  @Override
  public Config config() {
    return selection(threshold).with(Config.of("name", name));
  }

  /** Reads Keras's configuration. */
  static ConfusionCount from(Config config, Kind kind) {
    config.ignore("dtype");
    ConfusionCount usual = new ConfusionCount(kind);
    return new ConfusionCount(
        kind, Selection.threshold(config).orElse(usual.threshold), config.text("name", usual.name));
  }
}
