package org.cornu.metrics;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The fraction of right answers, 0 to 1 (Keras: {@code "accuracy"}). As in Keras the output decides
 * what a right answer is: one number is right if it lies on the target's side of 0.5 ({@link
 * BinaryAccuracy}), several if the largest is where the target's largest is ({@link
 * CategoricalAccuracy}).
 */
public record Accuracy() implements Metric {

  private static final Metric ONE = Metrics.binaryAccuracy();
  private static final Metric SEVERAL = Metrics.categoricalAccuracy();

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    long width = output.shape().get(output.shape().numDimensions() - 1);
    return (width == 1 ? ONE : SEVERAL).sums(tf, target, output);
  }

  @Override
  public boolean ranks(long width) {
    return width > 1;
  }

  @Override
  public double result(double[] sums) {
    return Mean.result(sums);
  }

  /** Keras's name, a word that it resolves by the output, as this metric does. */
  @Override
  public String className() {
    return "accuracy";
  }

  @Override
  public Config config() {
    return Config.EMPTY;
  }
}
