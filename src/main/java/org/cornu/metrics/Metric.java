package org.cornu.metrics;

import org.cornu.config.Configurable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

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
   * @param width size of the output's last axis
   * @throws IllegalArgumentException if not
   */
  default void checkOutput(long width) {}
}
