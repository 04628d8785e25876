package org.cornu.schedules;

import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Along half a cosine from the initial rate to a share of it, after a straight rise if wanted
 * (Keras: {@code CosineDecay}).
 *
 * @param initialLearningRate of the first step, 0 or more
 * @param decaySteps that the fall takes, above 0
 * @param alpha the share of the highest rate that it ends at, 0 or more
 * @param warmupTarget the rate to which it rises first; empty for no rise
 * @param warmupSteps that the rise takes, 0 or more
 */
public record CosineDecay(
    double initialLearningRate,
    double decaySteps,
    double alpha,
    OptionalDouble warmupTarget,
    double warmupSteps)
    implements LearningRateSchedule {

  public CosineDecay {
    Formula.requireRate("cosineDecay", initialLearningRate);
    Formula.requireSteps("cosineDecay", decaySteps);
    warmupTarget.ifPresent(target -> Formula.requireRate("cosineDecay", target));
    if (!(alpha >= 0 && warmupSteps >= 0 && Double.isFinite(alpha + warmupSteps))) {
      throw new IllegalArgumentException(
          "cosineDecay needs a finite alpha and finite warm-up steps of 0 or more, got %s and %s"
              .formatted(alpha, warmupSteps));
    }
  }

  /** Ending at another share of the highest rate; 0 by default. */
  public CosineDecay alpha(double alpha) {
    return new CosineDecay(initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps);
  }

  /** Rising to {@code target} first, in so many steps. */
  public CosineDecay warmup(double target, double steps) {
    return new CosineDecay(
        initialLearningRate, decaySteps, alpha, OptionalDouble.of(target), steps);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TInt64> iterations) {
    Formula f = new Formula(tf);
    Operand<TFloat32> initial = f.number(initialLearningRate);
    if (warmupTarget.isEmpty()) {
      return fall(tf, f, f.steps(iterations), initial);
    }
    Operand<TFloat32> target = f.number(warmupTarget.getAsDouble());
    Operand<TFloat32> steps = f.steps(iterations);
    Operand<TFloat32> risen =
        f.plus(f.times(f.minus(target, initial), f.over(steps, warmupSteps)), initial);
    Operand<TFloat32> rest = f.minus(steps, f.number(warmupSteps));
    return tf.select(tf.math.less(steps, f.number(warmupSteps)), risen, fall(tf, f, rest, target));
  }

  private Operand<TFloat32> fall(
      Ops tf, Formula f, Operand<TFloat32> steps, Operand<TFloat32> from) {
    Operand<TFloat32> taken = tf.math.minimum(steps, f.number(decaySteps));
    Operand<TFloat32> share = f.times(f.number(1 - alpha), f.cosine(f.over(taken, decaySteps)));
    return f.times(from, f.plus(share, f.number(alpha)));
  }

  @Override
  public Config config() {
    return Config.of("initial_learning_rate", initialLearningRate)
        .with("decay_steps", decaySteps)
        .with("alpha", alpha)
        .with("warmup_target", warmupTarget.isPresent() ? warmupTarget.getAsDouble() : null)
        .with("warmup_steps", warmupSteps);
  }

  /** Reads Keras's configuration. */
  public static CosineDecay from(Config config) {
    config.ignore("name");
    return new CosineDecay(
        config.number("initial_learning_rate"),
        config.number("decay_steps"),
        config.number("alpha", 0),
        config.has("warmup_target")
            ? OptionalDouble.of(config.number("warmup_target"))
            : OptionalDouble.empty(),
        config.number("warmup_steps", 0));
  }
}
