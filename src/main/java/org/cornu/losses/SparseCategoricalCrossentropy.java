package org.cornu.losses;

import java.util.OptionalInt;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.KerasActivation;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Cross-entropy between a class index and class probabilities: (batch, ...), (batch, ..., classes)
 * to (batch, ...) (Keras: {@code SparseCategoricalCrossentropy}).
 *
 * @param logits whether the output is what comes before softmax
 */
public record SparseCategoricalCrossentropy(boolean logits) implements Loss {

  @Override
  public String name() {
    return "sparse_categorical_crossentropy";
  }

  @Override
  public boolean readsClassIds() {
    return true;
  }

  @Override
  public Operand<TFloat32> perSampleOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    // As in Keras, clipped probabilities become logits again, which normalizes them.
    Operand<TFloat32> scores = logits ? output : tf.math.log(Probabilities.clip(tf, output));
    return SoftmaxRows.crossEntropyOfIds(tf, ids, scores);
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return perSampleOfIds(tf, tf.math.argMax(target, tf.constant(-1), TInt32.class), output);
  }

  @Override
  public boolean readsLogitsOf(ActivationFunction activation) {
    return activation.equals(KerasActivation.SOFTMAX);
  }

  @Override
  public SparseCategoricalCrossentropy fromLogits() {
    return new SparseCategoricalCrossentropy(true);
  }

  @Override
  public void checkLabels(OptionalInt classes, long width) {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException(
          "loss sparse_categorical_crossentropy needs labels as class indices, got vectors; use"
              + " categoricalCrossentropy()");
    }
    if (width < 2) {
      throw new IllegalArgumentException(
          "loss sparse_categorical_crossentropy needs an output of 2 or more classes, got %d; use binaryCrossentropy()"
              .formatted(width));
    }
  }

  @Override
  public Config config() {
    return Config.of("from_logits", logits);
  }

  /** Reads Keras's configuration. */
  public static SparseCategoricalCrossentropy from(Config config) {
    Loss.readCommon(config);
    config.require("axis", -1);
    return new SparseCategoricalCrossentropy(config.flag("from_logits", false));
  }
}
