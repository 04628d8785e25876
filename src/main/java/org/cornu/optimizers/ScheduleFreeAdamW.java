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
 * Adam that needs no schedule: gradients are taken between two sequences of weights, of which one
 * is the mean of the other (Keras: {@code ScheduleFreeAdamW}; Defazio and others 2024). As in Keras
 * the model's weights are those that gradients are taken at, in validation and in files too. In
 * plain ops: TensorFlow has no kernel.
 *
 * <p>The numbers are those of the paper and of Keras on JAX. Keras 3.15.1 on TensorFlow begins the
 * momentum at 0, and takes the new one for the old.
 *
 * @param options learning rate, clipping, decay and what else all have
 * @param beta1 how near the mean the gradients are taken, in (0, 1]
 * @param beta2 decay of the squared gradients' mean, in [0, 1)
 * @param epsilon added to the root, above 0
 * @param warmupSteps in which the rate rises from 0, 0 or more
 */
public record ScheduleFreeAdamW(
    UpdateOptions options, double beta1, double beta2, double epsilon, int warmupSteps)
    implements TunableOptimizer<ScheduleFreeAdamW> {

  /** Keras's defaults. */
  static final ScheduleFreeAdamW KERAS = from(Config.EMPTY.at("Keras"));

  public ScheduleFreeAdamW {
    Objects.requireNonNull(options, "scheduleFreeAdamW needs options, got null");
    Ranges.require(beta1 > 0 && beta1 <= 1, "scheduleFreeAdamW", "beta1", "in (0, 1]", beta1);
    Ranges.requireShare("scheduleFreeAdamW", "beta2", beta2);
    Ranges.requireAbove0("scheduleFreeAdamW", "epsilon", epsilon);
    Ranges.requireNotBelow0("scheduleFreeAdamW", "warmupSteps", warmupSteps);
  }

  @Override
  public ScheduleFreeAdamW options(UpdateOptions options) {
    return new ScheduleFreeAdamW(options, beta1, beta2, epsilon, warmupSteps);
  }

  /** Taking gradients nearer the mean, at 1 on it; 0.9 by default. */
  public ScheduleFreeAdamW beta1(double beta1) {
    return new ScheduleFreeAdamW(options, beta1, beta2, epsilon, warmupSteps);
  }

  /** With another decay of the squared gradients' mean; 0.999 by default. */
  public ScheduleFreeAdamW beta2(double beta2) {
    return new ScheduleFreeAdamW(options, beta1, beta2, epsilon, warmupSteps);
  }

  /** With another epsilon; 1e-8 by default. */
  public ScheduleFreeAdamW epsilon(double epsilon) {
    return new ScheduleFreeAdamW(options, beta1, beta2, epsilon, warmupSteps);
  }

  /** With a rate that rises from 0 in so many steps, 0 or more; 0 by default. */
  public ScheduleFreeAdamW warmupSteps(int warmupSteps) {
    return new ScheduleFreeAdamW(options, beta1, beta2, epsilon, warmupSteps);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    return Slot.zeros(weights, "momentum", "velocity").stream()
        .map(slot -> slot.name().equals("momentum") ? slot.ofWeight() : slot)
        .toList();
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> count = clock.step(tf);
    Operand<TFloat32> left = tf.math.sub(one, clock.power(tf, beta2));
    Operand<TFloat32> rate =
        warmupSteps == 0
            ? clock.rate()
            : tf.math.mul(
                clock.rate(),
                tf.math.minimum(tf.math.div(count, tf.constant((float) warmupSteps)), one));
    Operand<TFloat32> share = tf.math.div(one, count);
    return (after, target) -> {
      Move move = new Move(after, target);
      float near = (float) beta1;
      Operand<TFloat32> old = move.slot("momentum");
      Operand<TFloat32> spread = move.drawn("velocity", beta2, move.square(move.gradient()));
      Operand<TFloat32> root = move.plus(move.root(move.over(spread, left)), epsilon);
      Operand<TFloat32> step = move.over(move.times(rate, move.gradient()), root);
      Operand<TFloat32> next = move.keep("momentum", move.minus(old, step));
      Operand<TFloat32> mean =
          move.over(move.minus(move.weight(), move.times(old, 1 - near)), move.number(near));
      Operand<TFloat32> drawn =
          move.plus(move.times(after.math.sub(one, share), mean), move.times(share, next));
      return move.to(move.plus(move.times(next, 1 - near), move.times(drawn, near)));
    };
  }

  @Override
  public Config config() {
    return options
        .config()
        .with("beta_1", beta1)
        .with("beta_2", beta2)
        .with("epsilon", epsilon)
        .with("warmup_steps", warmupSteps);
  }

  /** Reads Keras's configuration. */
  public static ScheduleFreeAdamW from(Config config) {
    return new ScheduleFreeAdamW(
        UpdateOptions.from(config, 2.5e-3, OptionalDouble.empty()),
        config.number("beta_1", 0.9),
        config.number("beta_2", 0.999),
        config.number("epsilon", 1e-8),
        config.integer("warmup_steps", 0));
  }
}
