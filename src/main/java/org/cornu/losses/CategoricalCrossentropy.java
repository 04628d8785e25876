package org.cornu.losses;

import java.util.OptionalInt;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.KerasActivation;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy between class probabilities: (batch, ..., classes), the same, to (batch, ...)
 * (Keras: {@code CategoricalCrossentropy}). Takes labels as class indices too.
 *
 * @param logits whether the output is what comes before softmax
 * @param labelSmoothing share of each target that is spread over all classes, in [0, 1]
 */
public record CategoricalCrossentropy(boolean logits, double labelSmoothing) implements Loss {

  public CategoricalCrossentropy {
    Probabilities.requireSmoothing("categoricalCrossentropy", labelSmoothing);
  }

  /** With targets pulled towards the uniform distribution (Keras: {@code label_smoothing}). */
  public CategoricalCrossentropy labelSmoothing(double share) {
    return new CategoricalCrossentropy(logits, share);
  }

  @Override
  public String name() {
    return "categorical_crossentropy";
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> smooth = smooth(tf, target);
    if (logits) {
      return SoftmaxRows.crossEntropy(tf, smooth, output);
    }
    return org.tensorflow.framework.losses.Losses.categoricalCrossentropy(
        tf, smooth, output, false, 0, -1);
  }

  private Operand<TFloat32> smooth(Ops tf, Operand<TFloat32> target) {
    if (labelSmoothing == 0) {
      return target;
    }
    long classes = target.shape().get(target.shape().numDimensions() - 1);
    return tf.math.add(
        tf.math.mul(target, tf.constant((float) (1 - labelSmoothing))),
        tf.constant((float) (labelSmoothing / classes)));
  }

  @Override
  public boolean readsLogitsOf(ActivationFunction activation) {
    return activation.equals(KerasActivation.SOFTMAX);
  }

  @Override
  public CategoricalCrossentropy fromLogits() {
    return new CategoricalCrossentropy(true, labelSmoothing);
  }

  @Override
  public void checkLabels(OptionalInt classes, long width) {
    if (width < 2) {
      throw new IllegalArgumentException(
          "loss categorical_crossentropy needs an output of 2 or more classes, got %d; use binaryCrossentropy()"
              .formatted(width));
    }
  }

  @Override
  public Config config() {
    return Config.of("from_logits", logits).with("label_smoothing", labelSmoothing);
  }

  /** Reads Keras's configuration. */
  public static CategoricalCrossentropy from(Config config) {
    Loss.readCommon(config);
    config.require("axis", -1);
    return new CategoricalCrossentropy(
        config.flag("from_logits", false), config.number("label_smoothing", 0));
  }
}
