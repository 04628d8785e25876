package org.cornu.losses;

import java.util.OptionalInt;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.KerasActivation;
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
 */
public record BinaryCrossentropy(boolean logits, double labelSmoothing) implements Loss {

  public BinaryCrossentropy {
    Probabilities.requireSmoothing("binaryCrossentropy", labelSmoothing);
  }

  /** With targets pulled towards one half (Keras: {@code label_smoothing}). */
  public BinaryCrossentropy labelSmoothing(double share) {
    return new BinaryCrossentropy(logits, share);
  }

  @Override
  public String name() {
    return "binary_crossentropy";
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> smooth = smooth(tf, target);
    Operand<TFloat32> each =
        logits ? ofLogits(tf, smooth, output) : ofProbabilities(tf, smooth, output);
    return tf.math.mean(each, tf.constant(-1));
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

  private Operand<TFloat32> smooth(Ops tf, Operand<TFloat32> target) {
    if (labelSmoothing == 0) {
      return target;
    }
    return tf.math.add(
        tf.math.mul(target, tf.constant((float) (1 - labelSmoothing))),
        tf.constant((float) (labelSmoothing / 2)));
  }

  @Override
  public void checkLabels(OptionalInt classes, long width) {
    Loss.super.checkLabels(classes, width);
    if (classes.isPresent() && classes.getAsInt() > 2) {
      throw new IllegalArgumentException(
          ("loss binary_crossentropy needs the class indices 0 and 1, got %d classes; end the net"
                  + " in dense(%1$d).softmax() and use categoricalCrossentropy()")
              .formatted(classes.getAsInt()));
    }
  }

  @Override
  public boolean readsLogitsOf(ActivationFunction activation) {
    return activation.equals(KerasActivation.SIGMOID);
  }

  @Override
  public BinaryCrossentropy fromLogits() {
    return new BinaryCrossentropy(true, labelSmoothing);
  }

  @Override
  public Config config() {
    return Config.of("from_logits", logits).with("label_smoothing", labelSmoothing);
  }

  /** Reads Keras's configuration. */
  public static BinaryCrossentropy from(Config config) {
    Loss.readCommon(config);
    config.require("axis", -1);
    return new BinaryCrossentropy(
        config.flag("from_logits", false), config.number("label_smoothing", 0));
  }
}
