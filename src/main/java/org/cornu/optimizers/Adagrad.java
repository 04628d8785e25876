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
 * Steps against the gradient, divided by the root of the sum of all its squares (Keras: {@code
 * Adagrad}; Duchi and others 2011). In plain ops: TensorFlow's kernel adds epsilon after the root.
 *
 * @param options learning rate, clipping, decay and what else all have
 * @param initialAccumulatorValue what the sums begin with, 0 or more
 * @param epsilon added under the root, above 0
 */
public record Adagrad(UpdateOptions options, double initialAccumulatorValue, double epsilon)
    implements TunableOptimizer<Adagrad> {

  /** Keras's defaults. */
  static final Adagrad KERAS = from(Config.EMPTY.at("Keras"));

  public Adagrad {
    Objects.requireNonNull(options, "adagrad needs options, got null");
    Ranges.requireNotBelow0("adagrad", "initialAccumulatorValue", initialAccumulatorValue);
    Ranges.requireAbove0("adagrad", "epsilon", epsilon);
  }

  @Override
  public Adagrad options(UpdateOptions options) {
    return new Adagrad(options, initialAccumulatorValue, epsilon);
  }

  /** With sums that begin with another number; 0.1 by default. */
  public Adagrad initialAccumulatorValue(double initialAccumulatorValue) {
    return new Adagrad(options, initialAccumulatorValue, epsilon);
  }

  /** With another epsilon; 1e-7 by default. */
  public Adagrad epsilon(double epsilon) {
    return new Adagrad(options, initialAccumulatorValue, epsilon);
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    return Slot.zeros(weights, "accumulator").stream()
        .map(slot -> slot.filled(initialAccumulatorValue))
        .toList();
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    return (after, target) -> {
      Move move = new Move(after, target);
      Operand<TFloat32> squares = move.square(move.gradient());
      Operand<TFloat32> sum =
          move.keep("accumulator", move.plus(move.slot("accumulator"), squares));
      Operand<TFloat32> root = move.root(move.plus(sum, epsilon));
      return move.minus(move.over(move.times(clock.rate(), move.gradient()), root));
    };
  }

  @Override
  public Config config() {
    return options
        .config()
        .with("initial_accumulator_value", initialAccumulatorValue)
        .with("epsilon", epsilon);
  }

  /** Reads Keras's configuration. */
  public static Adagrad from(Config config) {
    return new Adagrad(
        UpdateOptions.from(config, 1e-3, OptionalDouble.empty()),
        config.number("initial_accumulator_value", 0.1),
        config.number("epsilon", 1e-7));
  }
}
