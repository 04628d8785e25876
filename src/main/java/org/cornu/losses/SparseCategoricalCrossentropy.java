package org.cornu.losses;

import java.util.OptionalInt;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.KerasActivation;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Cross-entropy between a class index and class probabilities: (batch, ...), (batch, ..., classes)
 * to (batch, ...) (Keras: {@code SparseCategoricalCrossentropy}).
 *
 * @param logits whether the output is what comes before softmax
 * @param ignoreClass an index that means no class: what has it does not count, and the mean is that
 *     of what is left of the batch; none by default
 */
public record SparseCategoricalCrossentropy(boolean logits, OptionalInt ignoreClass)
    implements Loss {

  /** Passing over what has this index, for example the border between objects. */
  public SparseCategoricalCrossentropy ignoreClass(int index) {
    return new SparseCategoricalCrossentropy(logits, OptionalInt.of(index));
  }

  @Override
  public String name() {
    return "sparse_categorical_crossentropy";
  }

  @Override
  public boolean readsClassIds() {
    return true;
  }

  @Override
  public boolean isOfSamples() {
    return ignoreClass.isEmpty();
  }

  @Override
  public boolean hasRoomFor(int classes, long width) {
    return classes <= width || ignoreClass.isPresent() && ignoreClass.getAsInt() == classes - 1;
  }

  @Override
  public Operand<TFloat32> perSampleOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    Operand<TFloat32> each = each(tf, ids, output);
    return ignoreClass.isEmpty() ? each : Counted.mean(tf, each, valid(tf, ids));
  }

  /** Of each index, 0 where it is ignored: (batch, ...). */
  Operand<TFloat32> each(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    // As in Keras, clipped probabilities become logits again, which normalizes them.
    Operand<TFloat32> scores = logits ? output : tf.math.log(Probabilities.clip(tf, output));
    if (ignoreClass.isEmpty()) {
      return SoftmaxRows.crossEntropyOfIds(tf, ids, scores);
    }
    Operand<TBool> valid = valid(tf, ids);
    Operand<TInt32> known = tf.select(valid, ids, tf.zerosLike(ids));
    return tf.math.mul(
        tf.dtypes.cast(valid, TFloat32.class), SoftmaxRows.crossEntropyOfIds(tf, known, scores));
  }

  /** Which indices are not ignored. */
  Operand<TBool> valid(Ops tf, Operand<TInt32> ids) {
    return tf.math.notEqual(ids, tf.constant(ignoreClass.getAsInt()));
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
    return new SparseCategoricalCrossentropy(true, ignoreClass);
  }

  @Override
  public void checkLabels(OptionalInt classes, long width) {
    Labels.requireIds(name(), classes);
    Labels.requireChoice(name(), width);
  }

  @Override
  public Config config() {
    Config config = Config.of("from_logits", logits);
    return ignoreClass.isPresent() ? config.with("ignore_class", ignoreClass.getAsInt()) : config;
  }

  /** Reads Keras's configuration. */
  public static SparseCategoricalCrossentropy from(Config config) {
    config.require("axis", -1);
    return new SparseCategoricalCrossentropy(
        config.flag("from_logits", false),
        config.has("ignore_class")
            ? OptionalInt.of(config.integer("ignore_class"))
            : OptionalInt.empty());
  }
}
