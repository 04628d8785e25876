package org.cornu.metrics;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The fraction of samples whose class is among the k most probable, 0 to 1 (Keras: {@code
 * TopKCategoricalAccuracy}); classes as probable as the k-th count too.
 *
 * @param k how many guesses, 1 or more; Keras's default is 5
 */
public record TopKCategoricalAccuracy(int k) implements Metric {

  public TopKCategoricalAccuracy {
    if (k < 1) {
      throw new IllegalArgumentException("topKCategoricalAccuracy needs k of 1 or more, got " + k);
    }
  }

  @Override
  public String name() {
    return "top_k_categorical_accuracy";
  }

  @Override
  public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TInt32> classes = tf.math.argMax(target, tf.constant(-1), TInt32.class);
    return Mean.sums(tf, tf.nn.inTopK(output, classes, tf.constant(k)));
  }

  @Override
  public double result(double[] sums) {
    return Mean.result(sums);
  }

  @Override
  public void checkOutput(long width) {
    if (k > width) {
      throw new IllegalArgumentException(
          "metric top_k_categorical_accuracy needs k of at most the %d classes, got %d"
              .formatted(width, k));
    }
  }
}
