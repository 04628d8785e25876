package org.cornu.losses;

import java.util.Objects;
import java.util.OptionalInt;
import org.cornu.activations.ActivationFunction;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A loss whose values over a batch become one number in another way than by their mean (Keras:
 * {@code reduction}).
 *
 * @param loss that is reduced
 * @param kind in which way
 */
public record ReducedLoss(Loss loss, Kind kind) implements Loss {

  /** Which way. */
  public enum Kind {
    /**
     * The sum over the batch, and over all that the loss gives of a sample: a step is the larger
     * the larger the batch is.
     */
    SUM("sum"),
    /**
     * The mean by samples' weights, divided by their sum: a step is as large whatever they add up
     * to.
     */
    MEAN_WITH_SAMPLE_WEIGHT("mean_with_sample_weight");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Keras's name. */
    String word() {
      return word;
    }
  }

  public ReducedLoss {
    Objects.requireNonNull(loss, "a reduction needs a loss, got null");
    Objects.requireNonNull(kind, "a reduction needs a kind, got null");
    if (!loss.isOfSamples()) {
      throw new IllegalArgumentException(
          "reduction %s needs a loss of which each sample has its own, got %s, which is one of a batch; train on it as it is"
              .formatted(kind.word, loss.name()));
    }
  }

  /** Keras has one class for both. */
  @Override
  public String className() {
    return loss.className();
  }

  @Override
  public String name() {
    return loss.name();
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return reduced(tf, loss.perSample(tf, target, output));
  }

  @Override
  public boolean readsClassIds() {
    return loss.readsClassIds();
  }

  @Override
  public Operand<TFloat32> perSampleOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    return reduced(tf, loss.perSampleOfIds(tf, ids, output));
  }

  /** Of which the mean is the sum of those, if that is asked: each as many times as there are. */
  private Operand<TFloat32> reduced(Ops tf, Operand<TFloat32> each) {
    return kind == Kind.SUM
        ? tf.math.mul(each, tf.dtypes.cast(tf.size(each), TFloat32.class))
        : each;
  }

  @Override
  public boolean isMean() {
    return false;
  }

  @Override
  public boolean dividesByWeights() {
    return kind == Kind.MEAN_WITH_SAMPLE_WEIGHT;
  }

  @Override
  public boolean isOfSamples() {
    return false;
  }

  @Override
  public boolean readsLogitsOf(ActivationFunction activation) {
    return loss.readsLogitsOf(activation);
  }

  @Override
  public ReducedLoss fromLogits() {
    return new ReducedLoss(loss.fromLogits(), kind);
  }

  @Override
  public boolean hasRoomFor(int classes, long width) {
    return loss.hasRoomFor(classes, width);
  }

  @Override
  public void checkLabels(OptionalInt classes, long width) {
    loss.checkLabels(classes, width);
  }

  @Override
  public void checkOutput(Shape output) {
    loss.checkOutput(output);
  }

  @Override
  public Config config() {
    return loss.config().with("reduction", kind.word);
  }
}
