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
 * Adam whose step for each weight is as long as the weight, times the learning rate: for large
 * batches (Keras: {@code Lamb}; You and others 2020). In plain ops: TensorFlow has no kernel.
 *
 * @param options learning rate, clipping, decay and what else all have
 * @param beta1 decay of the gradients' mean, in [0, 1)
 * @param beta2 decay of the squared gradients' mean, in [0, 1)
 * @param epsilon added to the root, above 0
 */
public record Lamb(UpdateOptions options, double beta1, double beta2, double epsilon)
    implements TunableOptimizer<Lamb> {

  /** Keras's defaults. */
  static final Lamb KERAS = from(Config.EMPTY.at("Keras"));

  public Lamb {
    Objects.requireNonNull(options, "lamb needs options, got null");
    Ranges.requireShare("lamb", "beta1", beta1);
    Ranges.requireShare("lamb", "beta2", beta2);
    Ranges.requireAbove0("lamb", "epsilon", epsilon);
  }

  @Override
  public Lamb options(UpdateOptions options) {
    return new Lamb(options, beta1, beta2, epsilon);
  }

  /** With another decay of the gradients' mean; 0.9 by default. */
  public Lamb beta1(double beta1) {
    return new Lamb(options, beta1, beta2, epsilon);
  }

  /** With another decay of the squared gradients' mean; 0.999 by default. */
  public Lamb beta2(double beta2) {
    return new Lamb(options, beta1, beta2, epsilon);
  }

  /** With another epsilon; 1e-7 by default. */
  public Lamb epsilon(double epsilon) {
    return new Lamb(options, beta1, beta2, epsilon);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    return Slot.zeros(weights, "momentum", "velocity");
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> left1 = tf.math.sub(one, clock.power(tf, beta1));
    Operand<TFloat32> left2 = tf.math.sub(one, clock.power(tf, beta2));
    return (after, target) -> {
      Move move = new Move(after, target);
      Operand<TFloat32> mean = move.drawn("momentum", beta1, move.gradient());
      Operand<TFloat32> spread = move.drawn("velocity", beta2, move.square(move.gradient()));
      Operand<TFloat32> root = move.plus(move.root(move.over(spread, left2)), epsilon);
      Operand<TFloat32> step = move.over(move.over(mean, left1), root);
      Operand<TFloat32> length = move.norm(move.weight());
      Operand<TFloat32> taken = move.norm(step);
      Operand<TFloat32> zero = after.constant(0f);
      Operand<TFloat32> ratio =
          after.select(
              after.math.logicalAnd(
                  after.math.greater(length, zero), after.math.greater(taken, zero)),
              move.over(length, taken),
              one);
      return move.minus(move.times(move.times(ratio, clock.rate()), step));
    };
  }

  @Override
  public Config config() {
    return options.config().with("beta_1", beta1).with("beta_2", beta2).with("epsilon", epsilon);
  }

  /** Reads Keras's configuration. */
  public static Lamb from(Config config) {
    return new Lamb(
        UpdateOptions.from(config, 1e-3, OptionalDouble.empty()),
        config.number("beta_1", 0.9),
        config.number("beta_2", 0.999),
        config.number("epsilon", 1e-7));
  }
}
