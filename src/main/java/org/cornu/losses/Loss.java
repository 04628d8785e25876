package org.cornu.losses;

import java.util.OptionalInt;
import org.cornu.activations.ActivationFunction;
import org.cornu.config.Config;
import org.cornu.config.Configurable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What training makes small (Keras: {@code Loss}). The mean is taken over the samples. */
public interface Loss extends Configurable {

  /** Keras's name, for example {@code categorical_crossentropy}. */
  String name();

  /**
   * The loss of each sample: (batch, ...), (batch, ...) to (batch) or (batch, ...), of which the
   * mean is taken.
   *
   * @param target what the net should give; class indices come as one-hot rows
   * @param output what it gives
   */
  Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output);

  /**
   * Whether the loss is of class ids, as whole numbers: they are then never made rows of zeros and
   * ones. False by default.
   */
  default boolean readsClassIds() {
    return false;
  }

  /**
   * The loss of each sample where it is of class ids: (batch, ...), (batch, ..., classes) to
   * (batch, ...).
   *
   * @param ids the right class, from 0 on
   * @param output what the net gives
   */
  default Operand<TFloat32> perSampleOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    throw new IllegalStateException("loss " + name() + " does not read class ids");
  }

  /**
   * Whether the loss can read the input of this activation in place of its output, which is exact
   * where the output has run into 0 or 1. Keras does the same on TensorFlow, also where the loss
   * was told to expect logits: an activation that was applied is never applied again.
   *
   * @param activation that the net ends in
   */
  default boolean readsLogitsOf(ActivationFunction activation) {
    return false;
  }

  /**
   * Passes over what a Keras loss has beside its own options, for a class of your own; the mean
   * over samples is needed.
   */
  static void readCommon(Config config) {
    config.ignore("name", "dtype");
    Reduction.requireMean(config);
  }

  /**
   * Whether the loss of a sample is its own: not where it depends on the others of the batch, or
   * only some of them count. True by default.
   */
  default boolean isOfSamples() {
    return true;
  }

  /**
   * A class that means none: what has it does not count, nor does what a mask leaves out. Empty by
   * default.
   */
  default OptionalInt ignoreClass() {
    return OptionalInt.empty();
  }

  /**
   * Whether the loss of a batch is a mean, in which what a mask lets count has the weight of all.
   * True by default.
   */
  default boolean isMean() {
    return true;
  }

  /**
   * Whether the loss of a batch is divided by the sum of its samples' weights, and not by their
   * number. False by default.
   */
  default boolean dividesByWeights() {
    return false;
  }

  /**
   * Whether the output has room for so many classes; by default each needs a number of its own,
   * unless there is one number alone.
   *
   * @param classes how many classes the labels are indices of
   * @param width size of the output's last axis
   */
  default boolean hasRoomFor(int classes, long width) {
    return width <= 1 || classes <= width;
  }

  /** This loss, reading what comes before softmax or sigmoid. */
  default Loss fromLogits() {
    throw new IllegalStateException("loss " + name() + " has no form that reads logits");
  }

  /**
   * Checks that the loss can read such an output.
   *
   * @param output shape of one sample's
   * @throws IllegalArgumentException if not
   */
  default void checkOutput(Shape output) {}

  /**
   * Checks that labels of a kind can be this loss's targets.
   *
   * @param classes how many classes the labels are indices of; empty if they are vectors
   * @param width size of the output's last axis
   * @throws IllegalArgumentException if not; the message says what to do
   */
  default void checkLabels(OptionalInt classes, long width) {
    if (classes.isPresent() && width > 1) {
      throw new IllegalArgumentException(
          ("loss %s needs labels as vectors of %d numbers, got class indices; give vectors to"
                  + " Dataset.of, or use categoricalCrossentropy()")
              .formatted(name(), width));
    }
  }
}
