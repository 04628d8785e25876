package org.cornu.optimizers;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam with Nesterov's momentum (Keras: {@code Nadam}; Dozat 2015). In plain ops: TensorFlow's
 * kernel has Nesterov's momentum without the schedule of it that Keras takes from the paper, whose
 * product so far is kept.
 *
 * @param options learning rate, clipping, decay and what else all have
 * @param beta1 decay of the gradients' mean, in [0, 1)
 * @param beta2 decay of the squared gradients' mean, in [0, 1)
 * @param epsilon added to the root, above 0
 */
public record Nadam(UpdateOptions options, double beta1, double beta2, double epsilon)
    implements TunableOptimizer<Nadam> {

  private static final String PRODUCT = "u_product";

  /** Keras's defaults. */
  static final Nadam KERAS = from(Config.EMPTY.at("Keras"));

  public Nadam {
    Objects.requireNonNull(options, "nadam needs options, got null");
    Ranges.requireShare("nadam", "beta1", beta1);
    Ranges.requireShare("nadam", "beta2", beta2);
    Ranges.requireAbove0("nadam", "epsilon", epsilon);
  }

  @Override
  public Nadam options(UpdateOptions options) {
    return new Nadam(options, beta1, beta2, epsilon);
  }

  /** With another decay of the gradients' mean; 0.9 by default. */
  public Nadam beta1(double beta1) {
    return new Nadam(options, beta1, beta2, epsilon);
  }

  /** With another decay of the squared gradients' mean; 0.999 by default. */
  public Nadam beta2(double beta2) {
    return new Nadam(options, beta1, beta2, epsilon);
  }

  /** With another epsilon; 1e-7 by default. */
  public Nadam epsilon(double epsilon) {
    return new Nadam(options, beta1, beta2, epsilon);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    List<Slot> slots = Slot.zeros(weights, "momentum", "velocity");
    slots.add(Slot.own(PRODUCT, 1, false));
    return slots;
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    return new Rule() {
      private final Operand<TFloat32> now = share(clock.step(tf));
      private final Operand<TFloat32> next = share(tf.math.add(clock.step(tf), tf.constant(1f)));
      private final Operand<TFloat32> product =
          tf.math.mul(tf.readVariableOp(clock.own().get(PRODUCT), TFloat32.class), now);

      /** Of the momentum at a step. */
      private Operand<TFloat32> share(Operand<TFloat32> step) {
        Operand<TFloat32> half =
            tf.math.mul(tf.constant(.5f), tf.math.pow(tf.constant(.96f), step));
        return tf.math.mul(tf.constant((float) beta1), rest(half));
      }

      private Operand<TFloat32> rest(Operand<TFloat32> share) {
        return tf.math.sub(tf.constant(1f), share);
      }

      @Override
      public List<Op> own(Ops after) {
        return List.of(after.assignVariableOp(clock.own().get(PRODUCT), product));
      }

      @Override
      public Op apply(Ops after, Target target) {
        Move move = new Move(after, target);
        Operand<TFloat32> gradient = move.gradient();
        Operand<TFloat32> mean = move.drawn("momentum", beta1, gradient);
        Operand<TFloat32> spread = move.drawn("velocity", beta2, move.square(gradient));
        Operand<TFloat32> ahead =
            move.over(move.times(next, mean), rest(move.times(product, next)));
        Operand<TFloat32> fresh = move.over(move.times(rest(now), gradient), rest(product));
        Operand<TFloat32> size = move.root(move.over(spread, rest(clock.power(tf, beta2))));
        Operand<TFloat32> step = move.times(move.plus(ahead, fresh), clock.rate());
        return move.minus(move.over(step, move.plus(size, epsilon)));
      }
    };
  }

  @Override
  public Config config() {
    return options.config().with("beta_1", beta1).with("beta_2", beta2).with("epsilon", epsilon);
  }

  /** Reads Keras's configuration. */
  public static Nadam from(Config config) {
    return new Nadam(
        UpdateOptions.from(config, 1e-3, OptionalDouble.empty()),
        config.number("beta_1", 0.9),
        config.number("beta_2", 0.999),
        config.number("epsilon", 1e-7));
  }
}
