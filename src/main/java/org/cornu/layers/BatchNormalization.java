package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import org.cornu.graph.FusedNormalization;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
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
 */
public record BatchNormalization(double momentum, double epsilon, boolean scale, boolean center)
    implements UnaryLayer {

  public BatchNormalization {
    if (!(momentum >= 0 && momentum <= 1 && epsilon > 0)) {
      throw new IllegalArgumentException(
          "batchNormalization needs a momentum in [0, 1] and an epsilon above 0, got %s and %s"
              .formatted(momentum, epsilon));
    }
  }

  /** With another share kept, in [0, 1]; 0.99 by default. */
  public BatchNormalization momentum(double momentum) {
    return new BatchNormalization(momentum, epsilon, scale, center);
  }

  /** With another epsilon, above 0; 1e-3 by default. */
  public BatchNormalization epsilon(double epsilon) {
    return new BatchNormalization(momentum, epsilon, scale, center);
  }

  /** Without gamma (Keras: {@code scale=False}). */
  public BatchNormalization noScale() {
    return new BatchNormalization(momentum, epsilon, false, center);
  }

  /** Without beta (Keras: {@code center=False}). */
  public BatchNormalization noCenter() {
    return new BatchNormalization(momentum, epsilon, scale, false);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Shape channels = Shape.of(Shapes.channels(input));
    List<WeightSpec> weights = new ArrayList<>();
    if (scale) {
      weights.add(WeightSpec.trainable("gamma", channels, Initializers.ones()));
    }
    if (center) {
      weights.add(WeightSpec.trainable("beta", channels, Initializers.zeros()));
    }
    weights.add(WeightSpec.state("moving_mean", channels, Initializers.zeros()));
    weights.add(WeightSpec.state("moving_variance", channels, Initializers.ones()));
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
}
