package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cornu.config.Config;
import org.cornu.constraints.Constraint;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.cornu.ops.FusedNormalization;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it: (...,
 * channels) to the same (Keras: {@code BatchNormalization} with {@code axis=-1}; Ioffe and Szegedy
 * 2015). Inference, and a frozen layer, use moving means instead.
 *
 * <p>Keras computes it from plain ops; here TensorFlow's fused kernel does, which is faster. As in
 * Keras the moving variance takes the biased variance of the batch, where the kernel gives the
 * unbiased one.
 *
 * @param momentum share of the old moving mean and variance that a step keeps, in [0, 1]
 * @param epsilon added to the variance, above 0
 * @param gamma to multiply with; empty for none
 * @param beta to add; empty for none
 * @param axis of the channels, the batch counted: -1, or the number of the last
 */
public record BatchNormalization(
    double momentum,
    double epsilon,
    Optional<WeightOptions> gamma,
    Optional<WeightOptions> beta,
    int axis)
    implements UnaryLayer {

  private static final WeightOptions USUAL_GAMMA = WeightOptions.of(Initializers.ones());
  private static final WeightOptions USUAL_BETA = WeightOptions.of(Initializers.zeros());

  /** Keras's defaults. */
  static final BatchNormalization DEFAULT =
      new BatchNormalization(0.99, 1e-3, Optional.of(USUAL_GAMMA), Optional.of(USUAL_BETA), -1);

  public BatchNormalization {
    if (!(momentum >= 0 && momentum <= 1 && epsilon > 0 && Double.isFinite(epsilon))) {
      throw new IllegalArgumentException(
          "batchNormalization needs a momentum in [0, 1] and a finite epsilon above 0, got %s and %s"
              .formatted(momentum, epsilon));
    }
  }

  /** With another share kept, in [0, 1]; 0.99 by default. */
  public BatchNormalization momentum(double momentum) {
    return new BatchNormalization(momentum, epsilon, gamma, beta, axis);
  }

  /** With another epsilon, above 0; 1e-3 by default. */
  public BatchNormalization epsilon(double epsilon) {
    return new BatchNormalization(momentum, epsilon, gamma, beta, axis);
  }

  /** Without gamma (Keras: {@code scale=False}). */
  public BatchNormalization noScale() {
    return new BatchNormalization(momentum, epsilon, Optional.empty(), beta, axis);
  }

  /** Without beta (Keras: {@code center=False}). */
  public BatchNormalization noCenter() {
    return new BatchNormalization(momentum, epsilon, gamma, Optional.empty(), axis);
  }

  /** With other first values of gamma; ones by default. */
  public BatchNormalization gammaInitializer(Initializer initializer) {
    return gamma(options -> options.initialized(initializer));
  }

  /** With other first values of beta; zeros by default. */
  public BatchNormalization betaInitializer(Initializer initializer) {
    return beta(options -> options.initialized(initializer));
  }

  /** With a gamma that adds something to the loss. */
  public BatchNormalization gammaRegularizer(Regularizer regularizer) {
    return gamma(options -> options.regularized(regularizer));
  }

  /** With a beta that adds something to the loss. */
  public BatchNormalization betaRegularizer(Regularizer regularizer) {
    return beta(options -> options.regularized(regularizer));
  }

  /** With a gamma that each step puts back where it must stay. */
  public BatchNormalization gammaConstraint(Constraint constraint) {
    return gamma(options -> options.constrained(constraint));
  }

  /** With a beta that each step puts back where it must stay. */
  public BatchNormalization betaConstraint(Constraint constraint) {
    return beta(options -> options.constrained(constraint));
  }

  private BatchNormalization gamma(UnaryOperator<WeightOptions> change) {
    WeightOptions changed = change.apply(gamma.orElse(USUAL_GAMMA));
    return new BatchNormalization(momentum, epsilon, Optional.of(changed), beta, axis);
  }

  private BatchNormalization beta(UnaryOperator<WeightOptions> change) {
    WeightOptions changed = change.apply(beta.orElse(USUAL_BETA));
    return new BatchNormalization(momentum, epsilon, gamma, Optional.of(changed), axis);
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
    Shape channels = Shape.of(Shapes.knownChannels(input));
    List<WeightSpec> weights = new ArrayList<>();
    gamma.ifPresent(options -> weights.add(options.weight("gamma", channels)));
    beta.ifPresent(options -> weights.add(options.weight("beta", channels)));
    weights.add(WeightSpec.state("moving_mean", channels, Initializers.zeros()));
    weights.add(WeightSpec.state("moving_variance", channels, Initializers.ones()));
    return weights;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    var channels = tf.array(Shapes.channels(x.shape()));
    Operand<TFloat32> factor =
        gamma.isPresent() ? scope.weight("gamma") : tf.fill(channels, tf.constant(1f));
    Operand<TFloat32> offset =
        beta.isPresent() ? scope.weight("beta") : tf.fill(channels, tf.constant(0f));
    Operand<TFloat32> mean = scope.weight("moving_mean");
    Operand<TFloat32> variance = scope.weight("moving_variance");
    if (!scope.training() || !scope.trainable()) {
      return FusedNormalization.of(tf, x, factor, offset, mean, variance, (float) epsilon);
    }
    FusedNormalization batch = FusedNormalization.ofBatch(tf, x, factor, offset, (float) epsilon);
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
  public boolean passesMask() {
    return true;
  }

  @Override
  public Config config() {
    return Config.of("axis", axis)
        .with("momentum", momentum)
        .with("epsilon", epsilon)
        .with("center", beta.isPresent())
        .with("scale", gamma.isPresent())
        .with(said("beta", beta, USUAL_BETA))
        .with(said("gamma", gamma, USUAL_GAMMA));
  }

  /** What is not as usual: a checkpoint tells nets apart by their configuration. */
  private static Config said(String weight, Optional<WeightOptions> options, WeightOptions usual) {
    return options.orElse(usual).equals(usual) ? Config.EMPTY : options.get().config(weight);
  }

  /** Reads Keras's configuration. */
  public static BatchNormalization from(Config config) {
    leaveOut(config, "moving_mean", Initializers.zeros());
    leaveOut(config, "moving_variance", Initializers.ones());
    WeightOptions gamma = WeightOptions.from(config, "gamma", Initializers.ones());
    WeightOptions beta = WeightOptions.from(config, "beta", Initializers.zeros());
    config.require("renorm", false);
    config.ignore("renorm_momentum");
    config.require("synchronized", false);
    config.ignore("fused");
    return new BatchNormalization(
        config.number("momentum", 0.99),
        config.number("epsilon", 1e-3),
        config.flag("scale", true) ? Optional.of(gamma) : Optional.empty(),
        config.flag("center", true) ? Optional.of(beta) : Optional.empty(),
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

  /** The first values of what batches move are always the usual ones. */
  private static void leaveOut(Config config, String weight, Initializer usual) {
    String option = weight + "_initializer";
    if (!config.instance(Initializer.class, option, usual).equals(usual)) {
      config.leaveOut(option);
    }
  }
}
