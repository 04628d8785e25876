package org.cornu.schedules;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The initial rate times {@code decayRate ^ (steps / decaySteps)} (Keras: {@code
 * ExponentialDecay}).
 *
 * @param initialLearningRate of the first step, 0 or more
 * @param decaySteps after which the rate is multiplied by {@code decayRate}, above 0
 * @param decayRate the factor, above 0
 * @param staircase whether the rate changes at multiples of {@code decaySteps} only
 */
public record ExponentialDecay(
    double initialLearningRate, double decaySteps, double decayRate, boolean staircase)
    implements LearningRateSchedule {

  public ExponentialDecay {
    Formula.requireRate("exponentialDecay", initialLearningRate);
    Formula.requireSteps("exponentialDecay", decaySteps);
    Formula.requireAbove0("exponentialDecay", "decay rate", decayRate);
  }

  /** Changing at multiples of {@code decaySteps} only, or smoothly; smoothly by default. */
  public ExponentialDecay staircase(boolean staircase) {
    return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, staircase);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TInt64> iterations) {
    Formula f = new Formula(tf);
    Operand<TFloat32> p = f.over(f.steps(iterations), decaySteps);
    Operand<TFloat32> factor = tf.math.pow(f.number(decayRate), staircase ? tf.math.floor(p) : p);
    return f.times(f.number(initialLearningRate), factor);
  }

  @Override
  public Config config() {
    return Config.of("initial_learning_rate", initialLearningRate)
        .with("decay_steps", decaySteps)
        .with("decay_rate", decayRate)
        .with("staircase", staircase);
  }

  /** Reads Keras's configuration. */
  public static ExponentialDecay from(Config config) {
    config.ignore("name");
    return new ExponentialDecay(
        config.number("initial_learning_rate"),
        config.number("decay_steps"),
        config.number("decay_rate"),
        config.flag("staircase", false));
  }
}
