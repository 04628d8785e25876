package org.cornu.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What share of the targets' variance the output explains: 1 for all, 0 for what their mean would,
 * below 0 for less (Keras: {@code R2Score}).
 *
 * @param aggregation of the scores of several outputs
 * @param numRegressors how many numbers the output is computed from, 0 or more: above 0 the score
 *     is adjusted for them
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record R2Score(Aggregation aggregation, int numRegressors, String name) implements Weighed {

  static final String NAME = "r2_score";

  /** How the scores of several outputs become one (Keras: {@code class_aggregation}). */
  public enum Aggregation {
    /** Their mean; Keras's default. */
    UNIFORM_AVERAGE("uniform_average"),
    /** The same, each counting by the variance of its target. */
    VARIANCE_WEIGHTED_AVERAGE("variance_weighted_average");

    private final String word;

    Aggregation(String word) {
      this.word = word;
    }
  }

  public R2Score {
    MetricNames.require(name);
    Objects.requireNonNull(aggregation, "r2Score needs an aggregation, got null");
    if (numRegressors < 0) {
      throw new IllegalArgumentException(
          "r2Score needs 0 regressors or more, got " + numRegressors);
    }
  }

  /** With another aggregation; the mean by default. */
  public R2Score aggregation(Aggregation aggregation) {
    return new R2Score(aggregation, numRegressors, name);
  }

  /** Adjusted for so many numbers that the output is computed from. */
  public R2Score numRegressors(int count) {
    return new R2Score(aggregation, count, name);
  }

  /** This metric under a name of its own. */
  public R2Score named(String name) {
    return new R2Score(aggregation, numRegressors, name);
  }

  /** Of each output: targets, their squares, squared errors, weights; then the count of numbers. */
  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    Operand<TFloat32> each = Weights.each(tf, weights, output);
    Operand<TFloat32> weighted = tf.math.mul(target, each);
    Operand<TFloat32> sums =
        Weights.sumsOfOutputs(
            tf,
            List.of(
                weighted,
                tf.math.mul(target, weighted),
                tf.math.mul(tf.math.squaredDifference(target, output), each),
                each));
    Operand<TFloat32> count = tf.dtypes.cast(tf.size(output), TFloat32.class);
    return tf.concat(List.of(sums, tf.expandDims(count, tf.constant(0))), tf.constant(0));
  }

  @Override
  public double result(double[] sums) {
    int outputs = sums.length / 4;
    double scores = 0;
    double weighted = 0;
    double variances = 0;
    for (int i = 0; i < outputs; i++) {
      double mean = sums[i] / sums[3 * outputs + i];
      double variance = sums[outputs + i] - sums[i] * mean;
      double score = 1 - sums[2 * outputs + i] / variance;
      score = Double.isInfinite(score) ? 0 : score;
      scores += score;
      weighted += score * variance;
      variances += variance;
    }
    double score =
        switch (aggregation) {
          case UNIFORM_AVERAGE -> scores / outputs;
          case VARIANCE_WEIGHTED_AVERAGE -> weighted / variances;
        };
    // Keras counts the numbers of all outputs.
    double free = sums[4 * outputs] - numRegressors - 1;
    return numRegressors == 0 || free <= 0
        ? score
        : 1 - (1 - score) * (sums[4 * outputs] - 1) / free;
  }

  @Override
  public void checkOutput(Shape output) {
    Outputs.requireRow(name, output);
  }

  @Override
  public Config config() {
    return Config.of("name", name)
        .with("class_aggregation", aggregation.word)
        .with("num_regressors", numRegressors);
  }

  /** Reads Keras's configuration. */
  public static R2Score from(Config config) {
    config.ignore("dtype");
    boolean none =
        config.values().containsKey("class_aggregation") && !config.has("class_aggregation");
    String word = config.text("class_aggregation", Aggregation.UNIFORM_AVERAGE.word);
    Aggregation aggregation =
        Arrays.stream(Aggregation.values())
            .filter(each -> !none && each.word.equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    config.wrong(
                        "class_aggregation",
                        "uniform_average or variance_weighted_average, as a history has one number for each metric"));
    return new R2Score(aggregation, config.integer("num_regressors", 0), config.text("name", NAME));
  }
}
