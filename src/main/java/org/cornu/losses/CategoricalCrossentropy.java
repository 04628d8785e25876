package org.cornu.losses;

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
 * @param axis of the classes, the last by default; not that of the batch
 */
public record CategoricalCrossentropy(boolean logits, double labelSmoothing, int axis)
    implements ChoiceLoss {

  public CategoricalCrossentropy {
    Smoothing.require("categoricalCrossentropy", labelSmoothing);
    ClassAxis.require("categoricalCrossentropy", axis);
  }

  /** With targets pulled towards the uniform distribution (Keras: {@code label_smoothing}). */
  public CategoricalCrossentropy labelSmoothing(double share) {
    return new CategoricalCrossentropy(logits, share, axis);
  }

  /**
   * With another axis of the classes; the last by default. Labels are vectors then, and Keras
   * smooths them by the size of the last axis all the same.
   */
  public CategoricalCrossentropy axis(int axis) {
    return new CategoricalCrossentropy(logits, labelSmoothing, axis);
  }

  @Override
  public String name() {
    return "categorical_crossentropy";
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    int place = ClassAxis.of(axis, output);
    Operand<TFloat32> smooth =
        ClassAxis.last(tf, place, Smoothing.ofClasses(tf, target, labelSmoothing));
    Operand<TFloat32> rows = ClassAxis.last(tf, place, output);
    if (logits) {
      return SoftmaxRows.crossEntropy(tf, smooth, rows);
    }
    return org.tensorflow.framework.losses.Losses.categoricalCrossentropy(
        tf, smooth, rows, false, 0, -1);
  }

  /** Softmax is along the last axis, so another's logits are not those before it. */
  @Override
  public boolean readsLogitsOf(ActivationFunction activation) {
    return activation.equals(KerasActivation.SOFTMAX) && axis == ClassAxis.LAST;
  }

  @Override
  public CategoricalCrossentropy fromLogits() {
    return new CategoricalCrossentropy(true, labelSmoothing, axis);
  }

  @Override
  public Config config() {
    Config config = Config.of("from_logits", logits).with("label_smoothing", labelSmoothing);
    return ClassAxis.with(config, axis);
  }

  /** Reads Keras's configuration. */
  public static CategoricalCrossentropy from(Config config) {
    return new CategoricalCrossentropy(
        config.flag("from_logits", false),
        config.number("label_smoothing", 0),
        config.integer("axis", ClassAxis.LAST));
  }
}
