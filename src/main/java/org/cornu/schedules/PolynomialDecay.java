package org.cornu.schedules;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * From the initial rate to the end rate by a power of what is left of the steps (Keras: {@code
 * PolynomialDecay}).
 *
 * @param initialLearningRate of the first step, 0 or more
 * @param decaySteps after which the end rate is reached, above 0
 * @param endLearningRate 0 or more
 * @param power 1 for a straight line, above 0
 * @param cycle whether the rate rises again after {@code decaySteps}, to fall to the end rate at
 *     the next multiple of them
 */
public record PolynomialDecay(
    double initialLearningRate,
    double decaySteps,
    double endLearningRate,
    double power,
    boolean cycle)
    implements LearningRateSchedule {

  public PolynomialDecay {
    Formula.requireRate("polynomialDecay", initialLearningRate);
    Formula.requireSteps("polynomialDecay", decaySteps);
    Formula.requireRate("polynomialDecay", endLearningRate);
    Formula.requireAbove0("polynomialDecay", "power", power);
  }

  /** With another last rate; 0.0001 by default. */
  public PolynomialDecay endLearningRate(double rate) {
    return new PolynomialDecay(initialLearningRate, decaySteps, rate, power, cycle);
  }

  /** With another power; 1 by default. */
  public PolynomialDecay power(double power) {
    return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, power, cycle);
  }

  /** Rising again after {@code decaySteps}, or not; not by default. */
  public PolynomialDecay cycle(boolean cycle) {
    return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, power, cycle);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TInt64> iterations) {
    Formula f = new Formula(tf);
    Operand<TFloat32> steps = f.steps(iterations);
    Operand<TFloat32> end = f.number(endLearningRate);
    Operand<TFloat32> left = tf.math.pow(f.minus(f.number(1), done(tf, f, steps)), f.number(power));
    return f.plus(f.times(f.minus(f.number(initialLearningRate), end), left), end);
  }

  private Operand<TFloat32> done(Ops tf, Formula f, Operand<TFloat32> steps) {
    if (!cycle) {
      return f.over(tf.math.minimum(steps, f.number(decaySteps)), decaySteps);
    }
    Operand<TFloat32> cycles =
        tf.math.maximum(tf.math.ceil(f.over(steps, decaySteps)), f.number(1));
    return f.over(steps, f.times(f.number(decaySteps), cycles));
  }

  @Override
  public Config config() {
    return Config.of("initial_learning_rate", initialLearningRate)
        .with("decay_steps", decaySteps)
        .with("end_learning_rate", endLearningRate)
        .with("power", power)
        .with("cycle", cycle);
  }

  /** Reads Keras's configuration. */
  public static PolynomialDecay from(Config config) {
    config.ignore("name");
    return new PolynomialDecay(
        config.number("initial_learning_rate"),
        config.number("decay_steps"),
        config.number("end_learning_rate", 1e-4),
        config.number("power", 1),
        config.flag("cycle", false));
  }
}
