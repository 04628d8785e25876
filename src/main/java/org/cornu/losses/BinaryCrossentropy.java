package org.cornu.losses;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy of independent yes-or-no questions, the mean over them: (batch, questions), (batch,
 * questions) to (batch) (Keras: {@code BinaryCrossentropy}).
 *
 * @param logits whether the output is what comes before sigmoid
 * @param labelSmoothing share of each target that is pulled to one half, in [0, 1]
 * @param axis of the questions, the last by default; not that of the batch
 */
public record BinaryCrossentropy(boolean logits, double labelSmoothing, int axis)
    implements QuestionLoss {

  public BinaryCrossentropy {
    Smoothing.require("binaryCrossentropy", labelSmoothing);
    ClassAxis.require("binaryCrossentropy", axis);
  }

  /** With targets pulled towards one half (Keras: {@code label_smoothing}). */
  public BinaryCrossentropy labelSmoothing(double share) {
    return new BinaryCrossentropy(logits, share, axis);
  }

  /** With another axis of the questions; the last by default. */
  public BinaryCrossentropy axis(int axis) {
    return new BinaryCrossentropy(logits, labelSmoothing, axis);
  }

  @Override
  public String name() {
    return "binary_crossentropy";
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> smooth = Smoothing.ofQuestions(tf, target, labelSmoothing);
    Operand<TFloat32> each = each(tf, smooth, output, logits);
    return tf.math.mean(each, tf.constant(ClassAxis.of(axis, output)));
  }

  /** Of each question: (batch, ...), the same, to the same. */
  static Operand<TFloat32> each(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, boolean logits) {
    return logits ? ofLogits(tf, target, output) : ofProbabilities(tf, target, output);
  }

  /** log(1 + exp(x)) - x * target. */
  private static Operand<TFloat32> ofLogits(Ops tf, Operand<TFloat32> target, Operand<TFloat32> x) {
    return tf.math.sub(tf.math.softplus(x), tf.math.mul(x, target));
  }

  private static Operand<TFloat32> ofProbabilities(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> p = Probabilities.clip(tf, output);
    Operand<TFloat32> yes = tf.math.mul(target, tf.math.log(p));
    Operand<TFloat32> no = tf.math.mul(tf.math.sub(one, target), tf.math.log(tf.math.sub(one, p)));
    return tf.math.neg(tf.math.add(yes, no));
  }

  @Override
  public BinaryCrossentropy fromLogits() {
    return new BinaryCrossentropy(true, labelSmoothing, axis);
  }

  @Override
  public Config config() {
    Config config = Config.of("from_logits", logits).with("label_smoothing", labelSmoothing);
    return ClassAxis.with(config, axis);
  }

  /** Reads Keras's configuration. */
  public static BinaryCrossentropy from(Config config) {
    return new BinaryCrossentropy(
        config.flag("from_logits", false),
        config.number("label_smoothing", 0),
        config.integer("axis", ClassAxis.LAST));
  }
}
