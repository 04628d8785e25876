package org.cornu.optimizers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Follow the regularized leader: a weight goes where the sum of all gradients so far, and what
 * holds it back, would put it (Keras: {@code Ftrl}; McMahan and others 2013). By TensorFlow's
 * kernel, which has Keras's numbers, and refuses a learning rate of 0.
 *
 * @param options learning rate, clipping, decay and what else all have
 * @param learningRatePower how the rate falls with the sum of squares, 0 or less
 * @param initialAccumulatorValue what the sums of squares begin with, 0 or more
 * @param l1RegularizationStrength 0 or more
 * @param l2RegularizationStrength 0 or more
 * @param l2ShrinkageRegularizationStrength of a penalty on the gradient alone, 0 or more
 * @param beta made part of the penalty on squares, 0 or more
 */
public record Ftrl(
    UpdateOptions options,
    double learningRatePower,
    double initialAccumulatorValue,
    double l1RegularizationStrength,
    double l2RegularizationStrength,
    double l2ShrinkageRegularizationStrength,
    double beta)
    implements TunableOptimizer<Ftrl> {

  /** Keras's defaults. */
  static final Ftrl KERAS = from(Config.EMPTY.at("Keras"));

  public Ftrl {
    Objects.requireNonNull(options, "ftrl needs options, got null");
    Ranges.require(
        learningRatePower <= 0 && Double.isFinite(learningRatePower),
        "ftrl",
        "learningRatePower",
        "finite and 0 or less",
        learningRatePower);
    Ranges.requireNotBelow0("ftrl", "initialAccumulatorValue", initialAccumulatorValue);
    Ranges.requireNotBelow0("ftrl", "l1RegularizationStrength", l1RegularizationStrength);
    Ranges.requireNotBelow0("ftrl", "l2RegularizationStrength", l2RegularizationStrength);
    Ranges.requireNotBelow0(
        "ftrl", "l2ShrinkageRegularizationStrength", l2ShrinkageRegularizationStrength);
    Ranges.requireNotBelow0("ftrl", "beta", beta);
  }

  @Override
  public Ftrl options(UpdateOptions options) {
    return new Ftrl(
        options,
        learningRatePower,
        initialAccumulatorValue,
        l1RegularizationStrength,
        l2RegularizationStrength,
        l2ShrinkageRegularizationStrength,
        beta);
  }

  /** With another fall of the rate; -0.5 by default, 0 for none. */
  public Ftrl learningRatePower(double learningRatePower) {
    return new Ftrl(
        options,
        learningRatePower,
        initialAccumulatorValue,
        l1RegularizationStrength,
        l2RegularizationStrength,
        l2ShrinkageRegularizationStrength,
        beta);
  }

  /** With sums that begin with another number; 0.1 by default. */
  public Ftrl initialAccumulatorValue(double initialAccumulatorValue) {
    return new Ftrl(
        options,
        learningRatePower,
        initialAccumulatorValue,
        l1RegularizationStrength,
        l2RegularizationStrength,
        l2ShrinkageRegularizationStrength,
        beta);
  }

  /** With a penalty on sizes, which leaves weights at 0; 0 by default. */
  public Ftrl l1RegularizationStrength(double l1RegularizationStrength) {
    return new Ftrl(
        options,
        learningRatePower,
        initialAccumulatorValue,
        l1RegularizationStrength,
        l2RegularizationStrength,
        l2ShrinkageRegularizationStrength,
        beta);
  }

  /** With a penalty on squares; 0 by default. */
  public Ftrl l2RegularizationStrength(double l2RegularizationStrength) {
    return new Ftrl(
        options,
        learningRatePower,
        initialAccumulatorValue,
        l1RegularizationStrength,
        l2RegularizationStrength,
        l2ShrinkageRegularizationStrength,
        beta);
  }

  /** With a penalty on squares that the sums do not count; 0 by default. */
  public Ftrl l2ShrinkageRegularizationStrength(double l2ShrinkageRegularizationStrength) {
    return new Ftrl(
        options,
        learningRatePower,
        initialAccumulatorValue,
        l1RegularizationStrength,
        l2RegularizationStrength,
        l2ShrinkageRegularizationStrength,
        beta);
  }

  /** With another beta of the paper; 0 by default. */
  public Ftrl beta(double beta) {
    return new Ftrl(
        options,
        learningRatePower,
        initialAccumulatorValue,
        l1RegularizationStrength,
        l2RegularizationStrength,
        l2ShrinkageRegularizationStrength,
        beta);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    return Slot.zeros(weights, "accumulator", "linear").stream()
        .map(
            slot -> slot.name().equals("accumulator") ? slot.filled(initialAccumulatorValue) : slot)
        .toList();
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    Operand<TFloat32> l1 = tf.constant((float) l1RegularizationStrength);
    Operand<TFloat32> held = tf.constant((float) l2RegularizationStrength);
    Operand<TFloat32> l2 =
        beta == 0
            ? held
            : tf.math.add(
                held,
                tf.math.div(tf.constant((float) beta), tf.math.mul(tf.constant(2f), clock.rate())));
    Operand<TFloat32> shrinkage = tf.constant((float) l2ShrinkageRegularizationStrength);
    Operand<TFloat32> power = tf.constant((float) learningRatePower);
    return (after, target) ->
        after.train.resourceApplyFtrl(
            target.handle(),
            target.slots().get("accumulator"),
            target.slots().get("linear"),
            target.gradient(),
            clock.rate(),
            l1,
            l2,
            shrinkage,
            power);
  }

  @Override
  public Config config() {
    return options
        .config()
        .with("learning_rate_power", learningRatePower)
        .with("initial_accumulator_value", initialAccumulatorValue)
        .with("l1_regularization_strength", l1RegularizationStrength)
        .with("l2_regularization_strength", l2RegularizationStrength)
        .with("l2_shrinkage_regularization_strength", l2ShrinkageRegularizationStrength)
        .with("beta", beta);
  }

  /** Reads Keras's configuration. */
  public static Ftrl from(Config config) {
    return new Ftrl(
        UpdateOptions.from(config, 1e-3, OptionalDouble.empty()),
        config.number("learning_rate_power", -0.5),
        config.number("initial_accumulator_value", 0.1),
        config.number("l1_regularization_strength", 0),
        config.number("l2_regularization_strength", 0),
        config.number("l2_shrinkage_regularization_strength", 0),
        config.number("beta", 0));
  }
}
