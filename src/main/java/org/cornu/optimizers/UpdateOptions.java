package org.cornu.optimizers;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * What all optimizers have in common (Keras: the arguments of {@code Optimizer}).
 *
 * @param learningRate a number or a schedule
 * @param clipping of the gradients; empty for none
 * @param weightDecay what share of a weight, times the learning rate, is taken off before each
 *     step, 0 or more; empty for none
 */
public record UpdateOptions(
    LearningRate learningRate, Optional<Clipping> clipping, OptionalDouble weightDecay) {

  public UpdateOptions {
    if (weightDecay.isPresent()
        && !(weightDecay.getAsDouble() >= 0 && Double.isFinite(weightDecay.getAsDouble()))) {
      throw new IllegalArgumentException(
          "weightDecay needs a finite number of 0 or more, got " + weightDecay.getAsDouble());
    }
  }

  /** With a learning rate and nothing else. */
  public static UpdateOptions of(LearningRate learningRate) {
    return new UpdateOptions(learningRate, Optional.empty(), OptionalDouble.empty());
  }

  UpdateOptions with(Clipping another) {
    if (clipping.isPresent() && clipping.get().getClass() != another.getClass()) {
      throw new IllegalArgumentException(
          "an optimizer takes one of clipValue, clipNorm and globalClipNorm, got %s and %s"
              .formatted(clipping.get(), another));
    }
    return new UpdateOptions(learningRate, Optional.of(another), weightDecay);
  }

  UpdateOptions with(OptionalDouble anotherDecay) {
    return new UpdateOptions(learningRate, clipping, anotherDecay);
  }

  /** Emits the gradients that count, by the paths of their weights. */
  public Map<String, Operand<TFloat32>> clip(Ops tf, Map<String, Operand<TFloat32>> gradients) {
    return clipping.isPresent() ? clipping.get().clip(tf, gradients) : gradients;
  }

  /**
   * Emits the decay of a weight.
   *
   * @param tf under whose control dependencies the weight decays
   * @param weight the variable's handle
   * @param rate of this step
   * @return what the weight's step comes after
   */
  public Ops decay(Ops tf, Operand<? extends TType> weight, Operand<TFloat32> rate) {
    if (weightDecay.isEmpty()) {
      return tf;
    }
    Operand<TFloat32> share = tf.constant((float) weightDecay.getAsDouble());
    Operand<TFloat32> value = tf.readVariableOp(weight, TFloat32.class);
    Operand<TFloat32> lost = tf.math.mul(tf.math.mul(value, share), rate);
    return tf.withControlDependencies(tf.assignSubVariableOp(weight, lost));
  }

  /** Under Keras's names. */
  public Config config() {
    Config config =
        Config.of("learning_rate", learningRate.value())
            .with("weight_decay", weightDecay.isPresent() ? weightDecay.getAsDouble() : null)
            .with("clipnorm", null)
            .with("global_clipnorm", null)
            .with("clipvalue", null);
    return clipping.isPresent()
        ? config.with(clipping.get().kerasName(), clipping.get().limit())
        : config;
  }

  /**
   * Reads Keras's configuration, and passes over what Cornu does not have, where it is off.
   *
   * @param learningRate where there is none
   * @param weightDecay where there is none
   */
  public static UpdateOptions from(Config config, double learningRate, OptionalDouble weightDecay) {
    config.ignore(
        "name", "ema_momentum", "ema_overwrite_frequency", "is_legacy_optimizer", "jit_compile");
    config.require("use_ema", false);
    config.require("loss_scale_factor", 1.0);
    config.require("gradient_accumulation_steps", 0);
    return new UpdateOptions(
        LearningRate.from(config, learningRate),
        Clipping.from(config),
        config.has("weight_decay")
            ? OptionalDouble.of(config.number("weight_decay"))
            : weightDecay);
  }
}
