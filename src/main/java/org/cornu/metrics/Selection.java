package org.cornu.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Which answers are a yes, and how many of them are right.
 *
 * @param threshold above which they are; 0.5 by default, or none where there are {@code topK}
 * @param topK how many of a row's numbers may be, the largest; empty for all
 * @param classId number of the one output that is asked; empty for all
 */
record Selection(OptionalDouble threshold, OptionalInt topK, OptionalInt classId) {

  /** Keras's threshold for what is not among the largest. */
  private static final float LEAST = -1e10f;

  Selection {
    if (threshold.isPresent() && !(threshold.getAsDouble() >= 0 && threshold.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "a metric needs a threshold in [0, 1], got " + threshold.getAsDouble());
    }
    if (topK.isPresent() && topK.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "a metric needs topK of 1 or more, got " + topK.getAsInt());
    }
    requireId(classId);
  }

  static void requireId(OptionalInt classId) {
    if (classId.isPresent() && classId.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "a metric needs a class id of 0 or more, got " + classId.getAsInt());
    }
  }

  void check(String metric, Shape output) {
    classId.ifPresent(id -> Outputs.requireClass(metric, output, id));
    if (topK.isPresent() && topK.getAsInt() > Outputs.width(output)) {
      throw new IllegalArgumentException(
          "metric %s needs topK of at most the %d outputs, got %d"
              .formatted(metric, Outputs.width(output), topK.getAsInt()));
    }
  }

  /** Whether logits serve as well as probabilities. */
  boolean ranks() {
    return topK.isPresent() && threshold.isEmpty();
  }

  /** True positives, false positives, false negatives and true negatives, by weights: (4). */
  Operand<TFloat32> counts(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    Operand<TFloat32> x = topK.isPresent() ? largest(tf, output, topK.getAsInt()) : output;
    double least = topK.isPresent() ? LEAST : .5;
    Operand<TFloat32> asked = of(tf, classId, x);
    Operand<TBool> yes = tf.math.greater(asked, tf.constant((float) threshold.orElse(least)));
    Operand<TBool> positive = tf.math.notEqual(of(tf, classId, target), tf.constant(0f));
    Operand<TFloat32> each = Weights.each(tf, weights, asked);
    Operand<TBool> no = tf.math.logicalNot(yes);
    Operand<TBool> negative = tf.math.logicalNot(positive);
    return Weights.sums(
        tf,
        List.of(
            both(tf, yes, positive, each),
            both(tf, yes, negative, each),
            both(tf, no, positive, each),
            both(tf, no, negative, each)));
  }

  private static Operand<TFloat32> both(
      Ops tf, Operand<TBool> one, Operand<TBool> other, Operand<TFloat32> each) {
    return tf.math.mul(tf.dtypes.cast(tf.math.logicalAnd(one, other), TFloat32.class), each);
  }

  /**
   * The numbers of one class alone, or all: (batch, ..., outputs) to (batch, ..., 1 or outputs).
   */
  static Operand<TFloat32> of(Ops tf, OptionalInt classId, Operand<TFloat32> values) {
    return classId.isEmpty()
        ? values
        : tf.gather(values, tf.constant(new int[] {classId.getAsInt()}), tf.constant(-1));
  }

  private static Operand<TFloat32> largest(Ops tf, Operand<TFloat32> output, int k) {
    Operand<TInt32> places = tf.nn.topK(output, tf.constant(k), TInt32.class).indices();
    Operand<TInt32> width =
        tf.constant(Math.toIntExact(output.shape().get(output.shape().numDimensions() - 1)));
    Operand<TFloat32> chosen =
        tf.reduceSum(tf.oneHot(places, width, tf.constant(1f), tf.constant(0f)), tf.constant(-2));
    return tf.select(tf.math.greater(chosen, tf.constant(0f)), output, tf.constant(LEAST));
  }

  /** A number, as Keras has it: alone, or in a list. */
  static OptionalDouble threshold(Config config) {
    Object value = config.any("thresholds").orElse(null);
    if (value instanceof List<?> several && several.size() == 1) {
      value = several.get(0);
    }
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (value instanceof Number number) {
      return OptionalDouble.of(number.doubleValue());
    }
    throw config.wrong("thresholds", "one number, as a history has one for each metric");
  }

  static OptionalInt whole(Config config, String key) {
    return config.has(key) ? OptionalInt.of(config.integer(key)) : OptionalInt.empty();
  }

  Config with(Config config) {
    Config all = config;
    if (threshold.isPresent()) {
      all = all.with("thresholds", threshold.getAsDouble());
    }
    if (topK.isPresent()) {
      all = all.with("top_k", topK.getAsInt());
    }
    return classId.isPresent() ? all.with("class_id", classId.getAsInt()) : all;
  }
}
