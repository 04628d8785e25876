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
 * Steps of one size, whose sign recent gradients decide (Keras: {@code Lion}; Chen and others
 * 2023). The rate is best a third to a tenth of Adam's. In plain ops: TensorFlow has no kernel.
 *
 * @param options learning rate, clipping, decay and what else all have
 * @param beta1 the mean's share in the sign, in (0, 1]
 * @param beta2 decay of the gradients' mean, in [0, 1)
 */
public record Lion(UpdateOptions options, double beta1, double beta2)
    implements TunableOptimizer<Lion> {

  /** Keras's defaults. */
  static final Lion KERAS = from(Config.EMPTY.at("Keras"));

  public Lion {
    Objects.requireNonNull(options, "lion needs options, got null");
    Ranges.require(beta1 > 0 && beta1 <= 1, "lion", "beta1", "in (0, 1]", beta1);
    Ranges.requireShare("lion", "beta2", beta2);
  }

  @Override
  public Lion options(UpdateOptions options) {
    return new Lion(options, beta1, beta2);
  }

  /** With another share of the mean in the sign; 0.9 by default. */
  public Lion beta1(double beta1) {
    return new Lion(options, beta1, beta2);
  }

  /** With another decay of the gradients' mean; 0.99 by default. */
  public Lion beta2(double beta2) {
    return new Lion(options, beta1, beta2);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    return Slot.zeros(weights, "momentum");
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    return (after, target) -> {
      Move move = new Move(after, target);
      Operand<TFloat32> mean = move.slot("momentum");
      Operand<TFloat32> gradient = move.gradient();
      Operand<TFloat32> mixed =
          move.plus(move.times(mean, beta1), move.times(gradient, 1 - (float) beta1));
      move.keep(
          "momentum", move.plus(move.times(mean, beta2), move.times(gradient, 1 - (float) beta2)));
      return move.minus(move.times(clock.rate(), after.math.sign(mixed)));
    };
  }

  @Override
  public Config config() {
    return options.config().with("beta_1", beta1).with("beta_2", beta2);
  }

  /** Reads Keras's configuration. */
  public static Lion from(Config config) {
    return new Lion(
        UpdateOptions.from(config, 1e-3, OptionalDouble.empty()),
        config.number("beta_1", 0.9),
        config.number("beta_2", 0.99));
  }
}
