package org.cornu.schedules;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Up along half a cosine, then down along another, far below where it began (Smith and Topin 2017;
 * PyTorch: {@code OneCycleLR}). Keras has no such class, as a warning says when a model is saved:
 * to open the file in Python, give {@code load_model} a class of this configuration in {@code
 * custom_objects}, under the name {@code OneCycle}, of which {@code
 * src/test/python/goldens/schedules.py} holds one; or {@code compile=False}.
 *
 * @param maxLearningRate the highest rate, above 0
 * @param totalSteps of the whole training; later steps keep the last rate
 * @param warmup the part of the steps in which the rate rises, in (0, 1)
 * @param divFactor how many times lower than the highest the first rate is, above 0
 * @param finalDivFactor how many times lower than the first the last rate is, above 0
 */
public record OneCycle(
    double maxLearningRate, long totalSteps, double warmup, double divFactor, double finalDivFactor)
    implements LearningRateSchedule {

  public OneCycle {
    Formula.requireAbove0("oneCycle", "highest learning rate", maxLearningRate);
    Formula.requireAbove0("oneCycle", "divFactor", divFactor);
    Formula.requireAbove0("oneCycle", "finalDivFactor", finalDivFactor);
    if (!(warmup < 1 && warmup * totalSteps > 1)) {
      throw new IllegalArgumentException(
          "oneCycle needs a warm-up below 1 that is more than one step, got %s of %d steps"
              .formatted(warmup, totalSteps));
    }
  }

  /** Rising for another part of the steps; 0.3 by default. */
  public OneCycle warmup(double part) {
    return new OneCycle(maxLearningRate, totalSteps, part, divFactor, finalDivFactor);
  }

  /** Beginning at another part of the highest rate; a 25th by default. */
  public OneCycle divFactor(double factor) {
    return new OneCycle(maxLearningRate, totalSteps, warmup, factor, finalDivFactor);
  }

  /** Ending at another part of the first rate; a 10 000th by default. */
  public OneCycle finalDivFactor(double factor) {
    return new OneCycle(maxLearningRate, totalSteps, warmup, divFactor, factor);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TInt64> iterations) {
    Formula f = new Formula(tf);
    double first = maxLearningRate / divFactor;
    double top = warmup * totalSteps - 1; // both numbers count from 0
    double fall = totalSteps - 1 - top;
    Operand<TFloat32> steps = tf.math.minimum(f.steps(iterations), f.number(totalSteps - 1));
    Operand<TFloat32> up = half(f, first, maxLearningRate, f.over(steps, top));
    Operand<TFloat32> after = f.over(f.minus(steps, f.number(top)), fall);
    Operand<TFloat32> down = half(f, maxLearningRate, first / finalDivFactor, after);
    return tf.select(tf.math.lessEqual(steps, f.number(top)), up, down);
  }

  private static Operand<TFloat32> half(
      Formula f, double from, double to, Operand<TFloat32> fraction) {
    return f.plus(f.times(f.number(from - to), f.cosine(fraction)), f.number(to));
  }

  @Override
  public Config config() {
    return Config.of("max_learning_rate", maxLearningRate)
        .with("total_steps", totalSteps)
        .with("warmup", warmup)
        .with("div_factor", divFactor)
        .with("final_div_factor", finalDivFactor);
  }

  /** Reads this class's configuration. */
  public static OneCycle from(Config config) {
    config.ignore("name");
    return new OneCycle(
        config.number("max_learning_rate"),
        (long) config.number("total_steps"),
        config.number("warmup", .3),
        config.number("div_factor", 25),
        config.number("final_div_factor", 1e4));
  }
}
