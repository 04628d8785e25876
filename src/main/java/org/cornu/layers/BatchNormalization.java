package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.ops.FusedNormalization;
import org.cornu.ops.Turning;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it: (...,
 * channels) to the same (Keras: {@code BatchNormalization}; Ioffe and Szegedy 2015). Inference, and
 * a frozen layer, use moving means instead. Steps that a mask leaves out do not count.
 *
 * <p>Keras computes it from plain ops; here TensorFlow's fused kernel does, which is faster. As in
 * Keras the moving variance takes the biased variance of the batch, where the kernel gives the
 * unbiased one. Where the channels are not the last axis, the values are turned before and after.
 *
 * @param axis of the channels, the batch counted; -1 for the last
 * @param momentum share of the old moving mean and variance that a step keeps, in [0, 1]
 * @param epsilon added to the variance, above 0
 * @param affine gamma and beta
 * @param moving first values of the moving mean and variance, and whether it renormalizes
 */
public record BatchNormalization(
    int axis, double momentum, double epsilon, Affine affine, Moving moving)
    implements NormalizationLayer<BatchNormalization>, MaskedLayer {

  /** Keras's defaults. */
  static final BatchNormalization DEFAULT =
      new BatchNormalization(-1, 0.99, 1e-3, Affine.USUAL, Moving.USUAL);

  public BatchNormalization {
    Objects.requireNonNull(affine, "batchNormalization needs gamma and beta, got null");
    Objects.requireNonNull(moving, "batchNormalization needs moving values, got null");
    if (!(momentum >= 0 && momentum <= 1 && epsilon > 0 && Double.isFinite(epsilon))) {
      throw new IllegalArgumentException(
          "batchNormalization needs a momentum in [0, 1] and a finite epsilon above 0, got %s and %s"
              .formatted(momentum, epsilon));
    }
  }

  /** With channels on another axis, which counts the batch; the last by default. */
  public BatchNormalization axis(int axis) {
    return new BatchNormalization(axis, momentum, epsilon, affine, moving);
  }

  /** With another share kept, in [0, 1]; 0.99 by default. */
  public BatchNormalization momentum(double momentum) {
    return new BatchNormalization(axis, momentum, epsilon, affine, moving);
  }

  /** With another epsilon, above 0; 1e-3 by default. */
  public BatchNormalization epsilon(double epsilon) {
    return new BatchNormalization(axis, momentum, epsilon, affine, moving);
  }

  @Override
  public BatchNormalization affine(Affine affine) {
    return new BatchNormalization(axis, momentum, epsilon, affine, moving);
  }

  /** With other first values of the moving mean; zeros by default. */
  public BatchNormalization movingMeanInitializer(Initializer initializer) {
    return moving(moving.mean(initializer));
  }

  /** With other first values of the moving variance; ones by default. */
  public BatchNormalization movingVarianceInitializer(Initializer initializer) {
    return moving(moving.variance(initializer));
  }

  /** With corrections towards the moving values while training (Keras: {@code renorm=True}). */
  public BatchNormalization renorm(Renorm renorm) {
    return moving(moving.renorm(renorm));
  }

  /**
   * With the mean and variance of the whole batch where several replicas compute it, not of each
   * one's share (Keras: {@code synchronized=True}). One device computes them in the same way, from
   * plain ops as Keras does, so that a run does not depend on how many there are; this takes longer
   * than the kernel.
   */
  public BatchNormalization acrossReplicas() {
    return moving(moving.acrossReplicas());
  }

  private BatchNormalization moving(Moving moving) {
    return new BatchNormalization(axis, momentum, epsilon, affine, moving);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.sampleAxis(axis, input);
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Shape channels = Shape.of(Shapes.knownSize(input, Shapes.sampleAxis(axis, input)));
    List<WeightSpec> weights = new ArrayList<>(affine.weights(channels));
    weights.addAll(moving.weights(channels));
    return weights;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    int from0 = Shapes.sampleAxis(axis, x.shape().tail()) + 1;
    return Turning.along(
        scope.tf(), x, from0, turned -> normalized(scope, turned, counted(scope, x, from0)));
  }

  /** 1 for each value that a mask lets count, else 0, turned as the values are. */
  private static Optional<Operand<TFloat32>> counted(
      LayerScope scope, Operand<TFloat32> x, int from0) {
    Ops tf = scope.tf();
    return scope
        .mask()
        .map(mask -> tf.dtypes.cast(Masked.of(tf, mask, x), TFloat32.class))
        .map(
            each ->
                from0 == x.shape().numDimensions() - 1 ? each : Turning.swapped(tf, each, from0));
  }

  private Operand<TFloat32> normalized(
      LayerScope scope, Operand<TFloat32> x, Optional<Operand<TFloat32>> counted) {
    Ops tf = scope.tf();
    var channels = tf.array(Shapes.channels(x.shape()));
    Operand<TFloat32> ones = tf.fill(channels, tf.constant(1f));
    Operand<TFloat32> zeros = tf.fill(channels, tf.constant(0f));
    Operand<TFloat32> factor = affine.gamma().isPresent() ? scope.weight("gamma") : ones;
    Operand<TFloat32> offset = affine.beta().isPresent() ? scope.weight("beta") : zeros;
    Operand<TFloat32> mean = scope.weight("moving_mean");
    Operand<TFloat32> variance = scope.weight("moving_variance");
    if (!scope.training() || !scope.trainable()) {
      moving.read(scope);
      return FusedNormalization.of(tf, x, factor, offset, mean, variance, (float) epsilon);
    }
    boolean isPlain = counted.isEmpty() && moving.renorm().isEmpty() && !moving.together();
    FusedNormalization batch =
        moving.together()
            ? Together.normalized(scope, x, counted, epsilon)
            : counted
                .map(each -> FusedNormalization.ofCounted(tf, x, each, (float) epsilon))
                .orElseGet(
                    () ->
                        FusedNormalization.ofBatch(
                            tf,
                            x,
                            isPlain ? factor : ones,
                            isPlain ? offset : zeros,
                            (float) epsilon));
    Operand<TFloat32> corrected =
        moving.update(scope, batch.y(), batch.mean(), batch.variance(), momentum, epsilon);
    return isPlain ? corrected : tf.math.add(tf.math.mul(corrected, factor), offset);
  }

  @Override
  public Config config() {
    return Config.of("axis", axis)
        .with("momentum", momentum)
        .with("epsilon", epsilon)
        .with(affine.config())
        .with(moving.config());
  }

  /** Reads Keras's configuration. */
  public static BatchNormalization from(Config config) {
    config.ignore("fused");
    return new BatchNormalization(
        axis(config),
        config.number("momentum", 0.99),
        config.number("epsilon", 1e-3),
        Affine.from(config),
        Moving.from(config));
  }

  /** A number, or as tf.keras 2 writes it a list of one. */
  private static int axis(Config config) {
    List<Integer> axes = Integers.from(config, "axis", List.of(-1));
    if (axes.size() != 1) {
      throw config.wrong("axis", "a whole number, or a list of one");
    }
    return axes.get(0);
  }
}
