package org.cornu.metrics;

import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * The mean of how the numbers of a target and an output go together, 1 where they do (Keras: {@code
 * PearsonCorrelation}, {@code ConcordanceCorrelation}). Numbers that are all alike have no
 * correlation of Pearson's: it is not a number then.
 *
 * @param kind by which measure
 * @param axis along which, the last by default; along 0, the batch, the mean is one over batches
 * @param name under which it is logged; letters, digits, {@code _}, {@code -} and {@code .}
 */
public record Correlation(Kind kind, int axis, String name) implements MeanMetric {

  /** Which measure. */
  public enum Kind {
    /** Whether one is a straight line of the other: Pearson's coefficient. */
    PEARSON("PearsonCorrelation"),
    /** Whether one is the other: Lin's coefficient. */
    CONCORDANCE("ConcordanceCorrelation");

    private final String className;

    Kind(String className) {
      this.className = className;
    }

    /** Keras's name. */
    public String className() {
      return className;
    }
  }

  private static final float EPSILON = 1e-7f;

  public Correlation {
    Objects.requireNonNull(kind, "a correlation needs a kind, got null");
    MetricNames.require(name);
  }

  /** With Keras's name. */
  Correlation(Kind kind) {
    this(kind, -1, KerasClass.snakeCase(kind.className));
  }

  /** Along another axis; the last by default. */
  public Correlation axis(int axis) {
    return new Correlation(kind, axis, name);
  }

  /** This metric under a name of its own. */
  public Correlation named(String name) {
    return new Correlation(kind, axis, name);
  }

  @Override
  public Operand<TFloat32> values(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return kind == Kind.PEARSON ? pearson(tf, target, output) : concordance(tf, target, output);
  }

  private Operand<TFloat32> pearson(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> y = tf.math.sub(target, mean(tf, target));
    Operand<TFloat32> x = tf.math.sub(output, mean(tf, output));
    Operand<TFloat32> product = tf.math.mul(scaled(tf, y), scaled(tf, x));
    return tf.math.mean(product, tf.constant(axis));
  }

  /** Of standard deviation 1. */
  private Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> values) {
    return tf.math.div(values, tf.math.sqrt(variance(tf, values)));
  }

  private Operand<TFloat32> variance(Ops tf, Operand<TFloat32> values) {
    return mean(tf, tf.math.squaredDifference(values, mean(tf, values)));
  }

  private Operand<TFloat32> concordance(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> middle = mean(tf, output);
    // As in Keras, both differ from the output's mean: less the target's adds up to nothing.
    Operand<TFloat32> together =
        tf.math.mul(tf.math.sub(target, middle), tf.math.sub(output, middle));
    Operand<TFloat32> apart =
        tf.math.add(
            tf.math.add(variance(tf, target), variance(tf, output)),
            tf.math.squaredDifference(mean(tf, target), middle));
    Operand<TFloat32> share =
        tf.math.div(
            tf.math.mul(tf.constant(2f), together), tf.math.add(apart, tf.constant(EPSILON)));
    return tf.math.mean(share, tf.constant(axis));
  }

  private Operand<TFloat32> mean(Ops tf, Operand<TFloat32> values) {
    return tf.math.mean(values, tf.constant(axis), Mean.keepDims(true));
  }

  @Override
  public Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    if (axis == 0) {
      throw new IllegalArgumentException(
          "metric %s needs an axis within a sample to weigh samples, got 0; give it to metrics(...)"
              .formatted(name));
    }
    return MeanMetric.super.weightedSums(tf, target, output, weights);
  }

  @Override
  public void checkOutput(Shape output) {
    int rank = output.numDimensions() + 1;
    if (axis <= -rank || axis >= rank) {
      throw new IllegalArgumentException(
          "metric %s needs an axis of the output, of which a sample has shape %s, that of the batch being 0, got %d"
              .formatted(name, output, axis));
    }
  }

  @Override
  public String className() {
    return kind.className;
  }

  @Override
  public Config config() {
    return Config.of("name", name).with("axis", axis);
  }

  /** Reads Keras's configuration. */
  static Correlation from(Config config, Kind kind) {
    config.ignore("dtype");
    return new Correlation(
        kind,
        config.integer("axis", -1),
        config.text("name", KerasClass.snakeCase(kind.className)));
  }
}
