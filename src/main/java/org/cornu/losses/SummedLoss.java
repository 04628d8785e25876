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
 * The sum of a loss over the batch, and over all that it gives of a sample, in place of the mean
 * (Keras: {@code reduction="sum"}). A step is then the larger the larger the batch is.
 *
 * @param loss that is summed
 */
public record SummedLoss(Loss loss) implements Loss {

  public SummedLoss {
    Objects.requireNonNull(loss, "sum needs a loss, got null");
    if (!loss.isOfSamples()) {
      throw new IllegalArgumentException(
          "sum needs a loss of which each sample has its own, got %s, which is one of a batch; train on it as it is"
              .formatted(loss.name()));
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
    return summed(tf, loss.perSample(tf, target, output));
  }

  @Override
  public boolean readsClassIds() {
    return loss.readsClassIds();
  }

  @Override
  public Operand<TFloat32> perSampleOfIds(Ops tf, Operand<TInt32> ids, Operand<TFloat32> output) {
    return summed(tf, loss.perSampleOfIds(tf, ids, output));
  }

  /** Of which the mean is the sum of those: each as many times as there are. */
  private static Operand<TFloat32> summed(Ops tf, Operand<TFloat32> each) {
    return tf.math.mul(each, tf.dtypes.cast(tf.size(each), TFloat32.class));
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
  public SummedLoss fromLogits() {
    return new SummedLoss(loss.fromLogits());
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
    return loss.config().with("reduction", Reduction.SUM);
  }
}
