package org.cornu.metrics;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The fraction of right answers, 0 to 1 (Keras: {@code "accuracy"}). As in Keras the output decides
 * what a right answer is: one number is right if it lies on the target's side of 0.5 ({@link
 * BinaryAccuracy}), several if the largest is where the target's largest is ({@link
 * CategoricalAccuracy}).
 */
public record Accuracy() implements Fraction {

  private static final Fraction ONE = Metrics.binaryAccuracy();
  private static final Fraction SEVERAL = Metrics.categoricalAccuracy();

  @Override
  public String name() {
    return "accuracy";
  }

  @Override
  public Operand<TBool> right(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    long width = output.shape().get(output.shape().numDimensions() - 1);
    return (width == 1 ? ONE : SEVERAL).right(tf, target, output);
  }

  @Override
  public Operand<TFloat32> valuesOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    return SEVERAL.valuesOfIds(tf, ids, output);
  }

  @Override
  public boolean ranks(long width) {
    return width > 1;
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
