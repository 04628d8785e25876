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
 * Steps against the gradient, divided by the root of its recent mean square (Keras: {@code
 * RMSprop}; Hinton 2012). In plain ops: TensorFlow's kernels keep a momentum that Keras has not
 * where it is 0.
 *
 * @param options learning rate, clipping, decay and what else all have
 * @param rho decay of the squared gradients' mean, in [0, 1)
 * @param momentum share of the last step that is taken again, in [0, 1]; 0 for none
 * @param epsilon added under the root, above 0
 * @param centered whether the mean gradient's square is taken off, which makes it a variance
 */
public record RMSprop(
    UpdateOptions options, double rho, double momentum, double epsilon, boolean centered)
    implements TunableOptimizer<RMSprop> {

  /** Keras's defaults. */
  static final RMSprop KERAS = from(Config.EMPTY.at("Keras"));

  public RMSprop {
    Objects.requireNonNull(options, "rmsprop needs options, got null");
    Ranges.requireShare("rmsprop", "rho", rho);
    Ranges.requireAbove0("rmsprop", "epsilon", epsilon);
    Ranges.require(momentum >= 0 && momentum <= 1, "rmsprop", "momentum", "in [0, 1]", momentum);
  }

  @Override
  public RMSprop options(UpdateOptions options) {
    return new RMSprop(options, rho, momentum, epsilon, centered);
  }

  /** With another decay of the squared gradients' mean; 0.9 by default. */
  public RMSprop rho(double rho) {
    return new RMSprop(options, rho, momentum, epsilon, centered);
  }

  /** With momentum, in [0, 1]; 0 by default. */
  public RMSprop momentum(double momentum) {
    return new RMSprop(options, rho, momentum, epsilon, centered);
  }

  /** With another epsilon; 1e-7 by default. */
  public RMSprop epsilon(double epsilon) {
    return new RMSprop(options, rho, momentum, epsilon, centered);
  }

  /** Dividing by the root of the variance, or of the mean square; of that by default. */
  public RMSprop centered(boolean centered) {
    return new RMSprop(options, rho, momentum, epsilon, centered);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    List<Slot> slots = Slot.zeros(weights, "velocity");
    if (momentum > 0) {
      slots.addAll(Slot.zeros(weights, "momentum"));
    }
    if (centered) {
      slots.addAll(Slot.zeros(weights, "average_gradient"));
    }
    return slots;
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    return (after, target) -> {
      Move move = new Move(after, target);
      Operand<TFloat32> gradient = move.gradient();
      Operand<TFloat32> spread = move.mean("velocity", rho, move.square(gradient));
      if (centered) {
        Operand<TFloat32> mean = move.mean("average_gradient", rho, gradient);
        spread = move.minus(spread, move.square(mean));
      }
      Operand<TFloat32> root = move.root(move.plus(spread, epsilon));
      Operand<TFloat32> step = move.over(move.times(clock.rate(), gradient), root);
      return move.minus(
          momentum == 0
              ? step
              : move.keep(
                  "momentum", move.plus(move.times(move.slot("momentum"), momentum), step)));
    };
  }

  @Override
  public Config config() {
    return options
        .config()
        .with("rho", rho)
        .with("momentum", momentum)
        .with("epsilon", epsilon)
        .with("centered", centered);
  }

  /** Reads Keras's configuration. */
  public static RMSprop from(Config config) {
    return new RMSprop(
        UpdateOptions.from(config, 1e-3, OptionalDouble.empty()),
        config.number("rho", 0.9),
        config.number("momentum", 0),
        config.number("epsilon", 1e-7),
        config.flag("centered", false));
  }
}
