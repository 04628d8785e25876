package org.cornu.schedules;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The initial rate divided by {@code 1 + decayRate * steps / decaySteps} (Keras: {@code
 * InverseTimeDecay}).
 *
 * @param initialLearningRate of the first step, 0 or more
 * @param decaySteps after which {@code decayRate} is added to the divisor, above 0
 * @param decayRate how fast the divisor grows, above 0
 * @param staircase whether the rate changes at multiples of {@code decaySteps} only
 */
public record InverseTimeDecay(
    double initialLearningRate, double decaySteps, double decayRate, boolean staircase)
    implements LearningRateSchedule {

  public InverseTimeDecay {
    Formula.requireRate("inverseTimeDecay", initialLearningRate);
    Formula.requireSteps("inverseTimeDecay", decaySteps);
    Formula.requireAbove0("inverseTimeDecay", "decay rate", decayRate);
  }

  /** Changing at multiples of {@code decaySteps} only, or smoothly; smoothly by default. */
  public InverseTimeDecay staircase(boolean staircase) {
    return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, staircase);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TInt64> iterations) {
    Formula f = new Formula(tf);
    Operand<TFloat32> p = f.over(f.steps(iterations), decaySteps);
    Operand<TFloat32> grown = f.times(f.number(decayRate), staircase ? tf.math.floor(p) : p);
    return f.over(f.number(initialLearningRate), f.plus(f.number(1), grown));
  }

  @Override
  public Config config() {
    return Config.of("initial_learning_rate", initialLearningRate)
        .with("decay_steps", decaySteps)
        .with("decay_rate", decayRate)
        .with("staircase", staircase);
  }

  /** Reads Keras's configuration. */
  public static InverseTimeDecay from(Config config) {
    config.ignore("name");
    return new InverseTimeDecay(
        config.number("initial_learning_rate"),
        config.number("decay_steps"),
        config.number("decay_rate"),
        config.flag("staircase", false));
  }
}
