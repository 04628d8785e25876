package org.cornu.losses;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One minus how far two areas lie over each other, 2 &sum; y x / (&sum; y + &sum; x): (batch, ...),
 * the same, to (batch) or (batch, ...) (Keras: {@code Dice}). As in Keras it is one loss of the
 * whole batch, unless axes are given: {@code dice().axes(1, 2, 3)} is one of each picture.
 *
 * @param axes over which it adds up, that of the batch being 0; none for all
 */
public record Dice(List<Integer> axes) implements Loss {

  public Dice {
    axes = Overlap.require("dice", axes);
  }

  /** Adding up over these axes (Keras: {@code axis}); none for all, as by default. */
  public Dice axes(int... axes) {
    Objects.requireNonNull(axes, "dice needs axes, or none for all, got null");
    return new Dice(Arrays.stream(axes).boxed().toList());
  }

  @Override
  public String name() {
    return "dice";
  }

  @Override
  public boolean isOfSamples() {
    return Overlap.isOfSamples(axes);
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> both = Overlap.sum(tf, tf.math.mul(target, output), axes);
    Operand<TFloat32> each =
        tf.math.add(Overlap.sum(tf, target, axes), Overlap.sum(tf, output, axes));
    Operand<TFloat32> share =
        tf.math.div(
            tf.math.mul(tf.constant(2f), both),
            tf.math.add(each, tf.constant(Probabilities.EPSILON)));
    return Overlap.perSample(tf, axes, tf.math.sub(tf.constant(1f), share), output);
  }

  /** Labels as class indices stand for rows, a plane for each class. */
  @Override
  public void checkLabels(OptionalInt classes, long width) {}

  @Override
  public void checkOutput(Shape output) {
    Overlap.check(name(), axes, output);
  }

  @Override
  public Config config() {
    return Overlap.with(Config.EMPTY, axes);
  }

  /** Reads Keras's configuration. */
  public static Dice from(Config config) {
    return new Dice(Overlap.from(config));
  }
}
