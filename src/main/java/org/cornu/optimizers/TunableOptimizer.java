package org.cornu.optimizers;

import java.util.OptionalDouble;

/**
 * An optimizer with the options that all of Keras's have.
 *
 * @param <O> the optimizer's type, which its options return
 */
public interface TunableOptimizer<O extends TunableOptimizer<O>> extends Optimizer {

  /** This optimizer with others. */
  O options(UpdateOptions options);

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
    return options(options().with(OptionalDouble.of(decay)));
  }
}
