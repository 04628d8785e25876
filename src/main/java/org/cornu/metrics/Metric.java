package org.cornu.metrics;

import org.cornu.activations.ActivationFunction;
import org.cornu.config.Configurable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What is watched but not trained on (Keras: {@code Metric}): sums that add up over batches, and a
 * result that is computed from them once.
 */
public interface Metric extends Configurable {

  /** Keras's name, for example {@code accuracy}. */
  String name();

  /**
   * This batch's share of each sum: (batch, ...), (batch, ...) to (sums).
   *
   * @param target what the net should give; class indices come as one-hot rows
   * @param output what it gives
   */
  Operand<TFloat32> sums(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output);

  /**
   * The same where class ids are fed as whole numbers: (batch, ...), (batch, ..., classes) to
   * (sums). By default of the rows that they stand for.
   *
   * @param ids the right class, from 0 on
   * @param output what it gives
   */
  default Operand<TFloat32> sumsOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    return sums(tf, rows(tf, ids, output), output);
  }

  /** The rows of zeros and a one that class ids stand for. */
  static Operand<TFloat32> rows(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    long classes = output.shape().get(output.shape().numDimensions() - 1);
    Operand<TInt32> depth = tf.constant(Math.toIntExact(classes));
    return tf.oneHot(ids, depth, tf.constant(1f), tf.constant(0f));
  }

  /**
   * The same where each sample counts by a weight (Keras: {@code weighted_metrics}).
   *
   * @param weights (batch), as a mean takes them: the sum of weights takes the place of the count
   * @throws IllegalArgumentException if the metric has no such form, as by default
   */
  default Operand<TFloat32> weightedSums(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> output, Operand<TFloat32> weights) {
    throw new IllegalArgumentException(
        "metric %s needs weightedSums to weigh samples, has none; give it to metrics(...)"
            .formatted(name()));
  }

  /** The same where class ids are fed. By default of the rows that they stand for. */
  default Operand<TFloat32> weightedSumsOfIds(
      Ops tf, Operand<TInt32> ids, Operand<TFloat32> output, Operand<TFloat32> weights) {
    return weightedSums(tf, rows(tf, ids, output), output, weights);
  }

  /**
   * Whether what the mask of an output leaves out does not count; the metric is then given its
   * weights, (batch, ...), 0 for that. False by default, as in Keras.
   */
  default boolean heedsMask() {
    return false;
  }

  /**
   * Whether the metric can read the input of this activation in place of its output, which is exact
   * where the output has run into 0 or 1, as a loss may. False by default.
   *
   * @param activation that the net ends in
   */
  default boolean readsLogitsOf(ActivationFunction activation) {
    return false;
  }

  /** This metric, reading what comes before that activation. */
  default Metric fromLogits() {
    throw new IllegalStateException("metric " + name() + " has no form that reads logits");
  }

  /**
   * Whether only the order of the numbers in an output's row matters: the metric may then be given
   * logits for softmax's probabilities. False by default.
   *
   * @param width size of the output's last axis
   */
  default boolean ranks(long width) {
    return false;
  }

  /** The value over all batches, from the sums added up. */
  double result(double[] sums);

  /**
   * Checks that the metric can read such an output.
   *
   * @param output shape of one sample's
   * @throws IllegalArgumentException if not
   */
  default void checkOutput(Shape output) {}
}
