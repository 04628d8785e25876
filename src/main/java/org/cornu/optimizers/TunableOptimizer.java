package org.cornu.optimizers;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.cornu.config.Arguments;
import org.cornu.schedules.LearningRateSchedule;

/**
 * An optimizer with the options that all of Keras's have.
 *
 * @param <O> the optimizer's type, which its options return
 */
public interface TunableOptimizer<O extends TunableOptimizer<O>> extends Optimizer {

  /** This optimizer with others. */
  O options(UpdateOptions options);

  /** With another learning rate, above 0. */
  default O learningRate(double rate) {
    return options(options().with(LearningRate.of(rate)));
  }

  /** With a learning rate that a schedule gives. */
  default O learningRate(LearningRateSchedule schedule) {
    return options(options().with(new LearningRate.Scheduled(schedule)));
  }

  /** With each number of a gradient cut to {@code -limit} to {@code limit}. */
  default O clipValue(double limit) {
    return options(options().with(new Clipping.ByValue(limit)));
  }

  /** With the gradient of each weight shortened to a norm of at most {@code limit}. */
  default O clipNorm(double limit) {
    return options(options().with(new Clipping.ByNorm(limit)));
  }

  /** With all gradients shortened alike, so that their common norm is at most {@code limit}. */
  default O globalClipNorm(double limit) {
    return options(options().with(new Clipping.ByGlobalNorm(limit)));
  }

  /**
   * With every weight, biases too, losing {@code decay} times the learning rate of itself before
   * each step.
   */
  default O weightDecay(double decay) {
    return options(options().with(OptionalDouble.of(decay), options().undecayed()));
  }

  /**
   * With some weights losing nothing (Keras: {@code exclude_from_weight_decay}). As in Keras, files
   * do not hold it: where a loaded model is to train on, compile it again. Keras on TensorFlow
   * looks for the names in whole paths.
   *
   * @param weights regular expressions found in the weights' names, such as {@code bias}, or whole
   *     paths, such as {@code dense/kernel}
   */
  default O excludeFromWeightDecay(String... weights) {
    List<String> all = Arguments.list("excludeFromWeightDecay needs names of weights", weights);
    return options(options().with(options().weightDecay(), all));
  }

  /** With a mean of the weights of momentum 0.99, which they become at the end of {@code fit}. */
  default O ema() {
    return ema(0.99);
  }

  /**
   * With a decaying mean of the weights, which they become at the end of {@code fit} (Keras: {@code
   * use_ema}, {@code ema_momentum}).
   *
   * @param momentum the share of the mean that a step leaves, in [0, 1]
   */
  default O ema(double momentum) {
    return options(options().with(new Average(momentum, OptionalInt.empty())));
  }

  /** With the weights becoming their mean after every so many steps, 1 or more, too. */
  default O emaOverwriteFrequency(int steps) {
    double momentum = options().average().map(Average::momentum).orElse(0.99);
    return options(options().with(new Average(momentum, OptionalInt.of(steps))));
  }

  /**
   * With the loss multiplied by {@code factor}, above 0, before its gradients are taken, and these
   * divided by it: small ones are kept in half precision.
   */
  default O lossScaleFactor(double factor) {
    return options(options().scaled(factor));
  }

  /**
   * With a step after every so many batches, 2 or more, which takes the mean of their gradients. A
   * schedule counts batches, as in Keras.
   */
  default O gradientAccumulationSteps(int steps) {
    return options(options().accumulated(steps));
  }
}
