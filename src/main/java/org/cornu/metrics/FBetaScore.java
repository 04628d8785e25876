package org.cornu.metrics;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.cornu.config.Choice;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The harmonic mean of precision and recall, recall counting beta times as much, 0 to 1 (Keras:
 * {@code FBetaScore}, and {@code F1Score} where beta is 1). Of each class there is one; a history
 * holds one number, so that an average is to be chosen where there are several.
 *
 * @param average of the classes' scores
 * @param beta above 0; Keras's default is 1
 * @param threshold above which an answer is a yes, in (0, 1]; by default the largest of a row is
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record FBetaScore(Average average, double beta, OptionalDouble threshold, String name)
    implements Weighed {

  static final String NAME = "fbeta_score";
  static final String NAME_OF_1 = "f1_score";

  /** How the scores of classes become one. */
  public enum Average {
    /** None: there is one class. Keras's default. */
    NONE,
    /** The score of all answers, whatever their class. */
    MICRO,
    /** The mean of the classes' scores. */
    MACRO,
    /** The same, each class counting by how often it is right. */
    WEIGHTED
  }

  private static final double EPSILON = 1e-7;

  /** What Keras takes for no answer at all. */
  private static final float NOTHING = 1e-9f;

  public FBetaScore {
    MetricNames.require(name);
    Objects.requireNonNull(average, "fBetaScore needs an average, got null");
    if (!(beta > 0 && beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("fBetaScore needs a finite beta above 0, got " + beta);
    }
    if (threshold.isPresent() && !(threshold.getAsDouble() > 0 && threshold.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "fBetaScore needs a threshold in (0, 1], got " + threshold.getAsDouble());
    }
  }

  /** Averaged over classes in this way. */
  public FBetaScore average(Average average) {
    return new FBetaScore(average, beta, threshold, name);
  }

  /** With each number above this a yes, in place of the largest of a row. */
  public FBetaScore threshold(double threshold) {
    return new FBetaScore(average, beta, OptionalDouble.of(threshold), name);
  }

  /** This metric under a name of its own. */
  public FBetaScore named(String name) {
    return new FBetaScore(average, beta, threshold, name);
  }

  /** True positives of each class, then false positives, then false negatives. */
  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> yes = tf.dtypes.cast(yes(tf, output), TFloat32.class);
    Operand<TFloat32> each = Weights.each(tf, weights, output);
    return Weights.sumsOfOutputs(
        tf,
        List.of(
            tf.math.mul(tf.math.mul(yes, target), each),
            tf.math.mul(tf.math.mul(yes, tf.math.sub(one, target)), each),
            tf.math.mul(tf.math.mul(tf.math.sub(one, yes), target), each)));
  }

  private Operand<TBool> yes(Ops tf, Operand<TFloat32> output) {
    if (threshold.isPresent()) {
      return tf.math.greater(output, tf.constant((float) threshold.getAsDouble()));
    }
    Operand<TFloat32> largest = tf.reduceMax(output, tf.constant(-1), ReduceMax.keepDims(true));
    return tf.math.logicalAnd(
        tf.math.greaterEqual(output, largest),
        tf.math.greater(tf.math.abs(output), tf.constant(NOTHING)));
  }

  @Override
  public double result(double[] sums) {
    int classes = sums.length / 3;
    double[] all = new double[3];
    double scores = 0;
    double weighted = 0;
    for (int i = 0; i < classes; i++) {
      double right = sums[i];
      double missed = sums[2 * classes + i];
      double score = score(right, sums[classes + i], missed);
      scores += score;
      weighted += score * (right + missed);
      all[0] += right;
      all[1] += sums[classes + i];
      all[2] += missed;
    }
    return switch (average) {
      case MICRO -> score(all[0], all[1], all[2]);
      case WEIGHTED -> weighted / (all[0] + all[2] + EPSILON);
      case NONE, MACRO -> scores / classes;
    };
  }

  private double score(double right, double wrong, double missed) {
    double precision = right / (right + wrong + EPSILON);
    double recall = right / (right + missed + EPSILON);
    double square = beta * beta;
    return (1 + square) * (precision * recall / (square * precision + recall + EPSILON));
  }

  @Override
  public void checkOutput(Shape output) {
    Outputs.requireRow(name, output);
    if (average == Average.NONE && Outputs.width(output) > 1) {
      throw new IllegalArgumentException(
          "metric %s needs an average over the %d classes, as a history has one number for each metric, got none; use average(MICRO, MACRO or WEIGHTED)"
              .formatted(name, Outputs.width(output)));
    }
  }

  @Override
  public String className() {
    return beta == 1 ? "F1Score" : "FBetaScore";
  }

  @Override
  public Config config() {
    Config config =
        Config.of("name", name)
            .with("average", average == Average.NONE ? null : Choice.name(average));
    if (threshold.isPresent()) {
      config = config.with("threshold", threshold.getAsDouble());
    }
    return beta == 1 ? config : config.with("beta", beta);
  }

  /** Reads Keras's configuration. */
  public static FBetaScore from(Config config) {
    return from(config, config.number("beta", 1), NAME);
  }

  /** Reads that of Keras's {@code F1Score}. */
  public static FBetaScore fromF1(Config config) {
    return from(config, 1, NAME_OF_1);
  }

  private static FBetaScore from(Config config, double beta, String name) {
    config.ignore("dtype");
    return new FBetaScore(
        Choice.from(config, "average", Average.NONE),
        beta,
        config.has("threshold")
            ? OptionalDouble.of(config.number("threshold"))
            : OptionalDouble.empty(),
        config.text("name", name));
  }
}
