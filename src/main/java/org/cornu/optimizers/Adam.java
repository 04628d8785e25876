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
 * Steps of a size that the recent gradients' mean and spread decide (Keras: {@code Adam}; Kingma
 * and Ba 2014). The learning rate is about how far a weight moves in a step.
 *
 * @param options learning rate, clipping and decay
 * @param beta1 decay of the gradients' mean, in [0, 1)
 * @param beta2 decay of the squared gradients' mean, in [0, 1)
 * @param epsilon added to the root, outside the bias correction as in Keras, above 0
 * @param amsgrad whether the largest spread so far counts (Reddi and others 2018)
 */
public record Adam(
    UpdateOptions options, double beta1, double beta2, double epsilon, boolean amsgrad)
    implements TunableOptimizer<Adam> {

  /** Keras's defaults. */
  static final Adam KERAS = from(Config.EMPTY.at("Keras"));

  public Adam {
    Objects.requireNonNull(options, "adam needs options, got null");
    if (!(beta1 >= 0
        && beta1 < 1
        && beta2 >= 0
        && beta2 < 1
        && epsilon > 0
        && Double.isFinite(epsilon))) {
      throw new IllegalArgumentException(
          "adam needs betas in [0, 1) and a finite epsilon above 0, got beta1=%s, beta2=%s, epsilon=%s"
              .formatted(beta1, beta2, epsilon));
    }
  }

  @Override
  public Adam options(UpdateOptions options) {
    return new Adam(options, beta1, beta2, epsilon, amsgrad);
  }

  /** With another decay of the gradients' mean; 0.9 by default. */
  public Adam beta1(double beta1) {
    return new Adam(options, beta1, beta2, epsilon, amsgrad);
  }

  /** With another decay of the squared gradients' mean; 0.999 by default. */
  public Adam beta2(double beta2) {
    return new Adam(options, beta1, beta2, epsilon, amsgrad);
  }

  /** With another epsilon; 1e-7 by default. */
  public Adam epsilon(double epsilon) {
    return new Adam(options, beta1, beta2, epsilon, amsgrad);
  }

  /** With the largest spread so far, or the present one; the present one by default. */
  public Adam amsgrad(boolean amsgrad) {
    return new Adam(options, beta1, beta2, epsilon, amsgrad);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    List<Slot> slots = Slot.zeros(weights, "momentum", "velocity");
    if (amsgrad) {
      slots.addAll(Slot.zeros(weights, "velocity_hat"));
    }
    return slots;
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    // Powers of the betas are computed, not kept: nothing to order, save or restore.
    Operand<TFloat32> b1 = tf.constant((float) beta1);
    Operand<TFloat32> b2 = tf.constant((float) beta2);
    Operand<TFloat32> power1 = clock.power(tf, beta1);
    Operand<TFloat32> power2 = clock.power(tf, beta2);
    // The kernel takes 1 - beta from the rounded beta, Keras from the exact one. This makes up for
    // it: 6e-6 of a step with the defaults, which shows in the losses.
    double root = Math.sqrt((1 - (float) beta2) / (1 - beta2));
    double scale = root * (1 - beta1) / (1 - (float) beta1);
    Operand<TFloat32> rate = tf.math.mul(clock.rate(), tf.constant((float) scale));
    Operand<TFloat32> eps = tf.constant((float) (epsilon * root));
    if (amsgrad) {
      return (after, target) ->
          after.train.resourceApplyAdamWithAmsgrad(
              target.handle(),
              target.slots().get("momentum"),
              target.slots().get("velocity"),
              target.slots().get("velocity_hat"),
              power1,
              power2,
              rate,
              b1,
              b2,
              eps,
              target.gradient());
    }
    return (after, target) ->
        after.train.resourceApplyAdam(
            target.handle(),
            target.slots().get("momentum"),
            target.slots().get("velocity"),
            power1,
            power2,
            rate,
            b1,
            b2,
            eps,
            target.gradient());
  }

  @Override
  public Config config() {
    return options
        .config()
        .with("beta_1", beta1)
        .with("beta_2", beta2)
        .with("epsilon", epsilon)
        .with("amsgrad", amsgrad);
  }

  /** Reads Keras's configuration. */
  public static Adam from(Config config) {
    return from(config, OptionalDouble.empty());
  }

  /**
   * Reads the configuration of a kind of Adam.
   *
   * @param weightDecay where there is none
   */
  static Adam from(Config config, OptionalDouble weightDecay) {
    return new Adam(
        UpdateOptions.from(config, 1e-3, weightDecay),
        config.number("beta_1", 0.9),
        config.number("beta_2", 0.999),
        config.number("epsilon", 1e-7),
        config.flag("amsgrad", false));
  }
}
