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
 * {@link Dice} that weighs what is missed and what is too much, 1 - &sum; y x / (&sum; y x + alpha
 * &sum; y (1 - x) + beta &sum; x (1 - y)): (batch, ...), the same, to (batch) or (batch, ...)
 * (Keras: {@code Tversky}; Salehi et al. 2017, "Tversky loss function for image segmentation using
 * 3D fully convolutional deep networks"). Alpha weighs what the output misses, as in Keras.
 *
 * @param alpha weight of what is missed, 0 or more; Keras's default is 0.5
 * @param beta weight of what is too much, 0 or more; Keras's default is 0.5
 * @param axes over which it adds up, that of the batch being 0; none for all
 */
public record Tversky(double alpha, double beta, List<Integer> axes) implements Loss {

  public Tversky {
    if (!(alpha >= 0 && beta >= 0 && Double.isFinite(alpha + beta))) {
      throw new IllegalArgumentException(
          "tversky needs a finite alpha and beta of 0 or more, got %s and %s"
              .formatted(alpha, beta));
    }
    axes = Overlap.require("tversky", axes);
  }

  /** With another weight of what is missed; 0.5 by default. */
  public Tversky alpha(double alpha) {
    return new Tversky(alpha, beta, axes);
  }

  /** With another weight of what is too much; 0.5 by default. */
  public Tversky beta(double beta) {
    return new Tversky(alpha, beta, axes);
  }

  /** Adding up over these axes (Keras: {@code axis}); none for all, as by default. */
  public Tversky axes(int... axes) {
    Objects.requireNonNull(axes, "tversky needs axes, or none for all, got null");
    return new Tversky(alpha, beta, Arrays.stream(axes).boxed().toList());
  }

  @Override
  public String name() {
    return "tversky";
  }

  @Override
  public boolean isOfSamples() {
    return Overlap.isOfSamples(axes);
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> both = Overlap.sum(tf, tf.math.mul(target, output), axes);
    Operand<TFloat32> missed = Overlap.sum(tf, tf.math.mul(target, tf.math.sub(one, output)), axes);
    Operand<TFloat32> more = Overlap.sum(tf, tf.math.mul(output, tf.math.sub(one, target)), axes);
    Operand<TFloat32> wrong =
        tf.math.add(
            tf.math.mul(missed, tf.constant((float) alpha)),
            tf.math.mul(more, tf.constant((float) beta)));
    Operand<TFloat32> all =
        tf.math.add(tf.math.add(both, wrong), tf.constant(Probabilities.EPSILON));
    return Overlap.perSample(tf, axes, tf.math.sub(one, tf.math.div(both, all)), output);
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
    return Overlap.with(Config.of("alpha", alpha).with("beta", beta), axes);
  }

  /** Reads Keras's configuration. */
  public static Tversky from(Config config) {
    return new Tversky(config.number("alpha", .5), config.number("beta", .5), Overlap.from(config));
  }
}
