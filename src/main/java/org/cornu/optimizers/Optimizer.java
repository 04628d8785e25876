package org.cornu.optimizers;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.config.Configurable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * How a gradient moves a weight (Keras: {@code Optimizer}). The learning rate and the iteration
 * live in variables of the graph, so that both can be read and set while a model trains.
 */
public interface Optimizer extends Configurable {

  /** The learning rate to begin with. */
  double learningRate();

  /** The names of what is kept for each weight: arrays of the weight's shape that start at 0. */
  List<String> slots();

  /**
   * Emits what is the same for all weights, and gives what moves one.
   *
   * @param learningRate the rate of this step
   * @param iteration how many steps were taken before this one
   */
  Rule rule(Ops tf, Operand<TFloat32> learningRate, Operand<TInt64> iteration);

  /** Moves one weight by one step. */
  @FunctionalInterface
  interface Rule {

    /**
     * Emits the op that moves a weight.
     *
     * @param tf under whose control dependencies the weight is moved
     * @param weight the variable's handle
     * @param slots the handles of what is kept for it, in the order of {@link Optimizer#slots}
     * @param gradient of the loss with respect to the weight
     */
    Op apply(
        Ops tf,
        Operand<? extends TType> weight,
        List<Operand<? extends TType>> slots,
        Operand<TFloat32> gradient);
  }

  /** Reads a learning rate; Keras writes 0.001 as the float32 that it becomes. */
  static double readRate(Config config, double absent) {
    return Double.parseDouble(Float.toString((float) config.number("learning_rate", absent)));
  }

  /** Passes over what a Keras optimizer has and Cornu does not, where it is switched off. */
  static void readCommon(Config config) {
    config.ignore(
        "name", "ema_momentum", "ema_overwrite_frequency", "is_legacy_optimizer", "jit_compile");
    config.require("use_ema", false);
  }

  /**
   * Checks a learning rate.
   *
   * @throws IllegalArgumentException if it is not a finite number above 0
   */
  static void requireRate(String optimizer, double rate) {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException(
          "%s needs a finite learning rate above 0, got %s".formatted(optimizer, rate));
    }
  }
}
