package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.cornu.ops.FusedNormalization;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it: (...,
 * channels) to the same (Keras: {@code BatchNormalization} with {@code axis=-1}; Ioffe and Szegedy
 * 2015). Inference, and a frozen node, use moving means instead.
 *
 * <p>Keras computes it from plain ops; here TensorFlow's fused kernel does, which is faster. As in
 * Keras the moving variance takes the biased variance of the batch, where the kernel gives the
 * unbiased one.
 *
 * @param momentum share of the old moving mean and variance that a step keeps, in [0, 1]
 * @param epsilon added to the variance, above 0
 * @param scale whether there is a gamma to multiply with
 * @param center whether there is a beta to add
 * @param axis of the channels, the batch counted: -1, or the number of the last
 */
public record BatchNormalization(
    double momentum, double epsilon, boolean scale, boolean center, int axis)
    implements UnaryLayer {

  public BatchNormalization {
    if (!(momentum >= 0 && momentum <= 1 && epsilon > 0 && Double.isFinite(epsilon))) {
      throw new IllegalArgumentException(
          "batchNormalization needs a momentum in [0, 1] and a finite epsilon above 0, got %s and %s"
              .formatted(momentum, epsilon));
    }
  }

  /** With another share kept, in [0, 1]; 0.99 by default. */
  public BatchNormalization momentum(double momentum) {
    return new BatchNormalization(momentum, epsilon, scale, center, axis);
  }

  /** With another epsilon, above 0; 1e-3 by default. */
  public BatchNormalization epsilon(double epsilon) {
    return new BatchNormalization(momentum, epsilon, scale, center, axis);
  }

  /** Without gamma (Keras: {@code scale=False}). */
  public BatchNormalization noScale() {
    return new BatchNormalization(momentum, epsilon, false, center, axis);
  }

  /** Without beta (Keras: {@code center=False}). */
  public BatchNormalization noCenter() {
    return new BatchNormalization(momentum, epsilon, scale, false, axis);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (axis != -1 && axis != input.numDimensions()) {
      throw new IllegalArgumentException(
          "needs channels on the last axis (axis -1), got axis %d of an input of %s"
              .formatted(axis, Shapes.text(input)));
    }
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Shape channels = Shape.of(Shapes.channels(input));
    List<WeightSpec> weights = new ArrayList<>();
    if (scale) {
      weights.add(WeightSpec.trainable("gamma", channels, first("gamma")));
    }
    if (center) {
      weights.add(WeightSpec.trainable("beta", channels, first("beta")));
    }
    weights.add(WeightSpec.state("moving_mean", channels, first("moving_mean")));
    weights.add(WeightSpec.state("moving_variance", channels, first("moving_variance")));
    return weights;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    var channels = tf.array(Shapes.channels(x.shape()));
    Operand<TFloat32> gamma = scale ? scope.weight("gamma") : tf.fill(channels, tf.constant(1f));
    Operand<TFloat32> beta = center ? scope.weight("beta") : tf.fill(channels, tf.constant(0f));
    Operand<TFloat32> mean = scope.weight("moving_mean");
    Operand<TFloat32> variance = scope.weight("moving_variance");
    if (!scope.training() || !scope.trainable()) {
      return FusedNormalization.of(tf, x, gamma, beta, mean, variance, (float) epsilon);
    }
    FusedNormalization batch = FusedNormalization.ofBatch(tf, x, gamma, beta, (float) epsilon);
    scope.update("moving_mean", moved(tf, mean, batch.mean()));
    scope.update("moving_variance", moved(tf, variance, batch.variance()));
    return batch.y();
  }

  private Operand<TFloat32> moved(Ops tf, Operand<TFloat32> old, Operand<TFloat32> batch) {
    return tf.math.add(
        tf.math.mul(old, tf.constant((float) momentum)),
        tf.math.mul(batch, tf.constant((float) (1 - momentum))));
  }

  @Override
  public Config config() {
    return Config.of("axis", axis)
        .with("momentum", momentum)
        .with("epsilon", epsilon)
        .with("center", center)
        .with("scale", scale);
  }

  /** Reads Keras's configuration. */
  public static BatchNormalization from(Config config) {
    for (String weight : List.of("gamma", "beta", "moving_mean", "moving_variance")) {
      Initializer usual = first(weight);
      String option = weight + "_initializer";
      if (!config.instance(Initializer.class, option, usual).equals(usual)) {
        config.leaveOut(option);
      }
    }
    config.require("renorm", false);
    config.ignore("renorm_momentum");
    config.require("synchronized", false);
    config.ignore("fused");
    return new BatchNormalization(
        config.number("momentum", 0.99),
        config.number("epsilon", 1e-3),
        config.flag("scale", true),
        config.flag("center", true),
        axis(config));
  }

  /** A number, or as tf.keras 2 writes it a list of one. */
  private static int axis(Config config) {
    Object value = config.any("axis").orElse(-1);
    if (value instanceof List<?> list && list.size() == 1 && list.get(0) instanceof Integer axis) {
      return axis;
    }
    return config.integer("axis", -1);
  }

  private static Initializer first(String weight) {
    return weight.equals("gamma") || weight.equals("moving_variance")
        ? Initializers.ones()
        : Initializers.zeros();
  }
}
