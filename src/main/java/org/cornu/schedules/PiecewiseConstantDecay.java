package org.cornu.schedules;

import java.util.List;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * One rate up to and with a boundary, the next after it (Keras: {@code PiecewiseConstantDecay}).
 *
 * @param boundaries in steps, each larger than the one before; 1 or more of them. Keras on JAX
 *     counts steps in 32 bits, and takes none of 2 ** 31 or more
 * @param values rates, 0 or more; one more than boundaries
 */
public record PiecewiseConstantDecay(List<Long> boundaries, List<Double> values)
    implements LearningRateSchedule {

  public PiecewiseConstantDecay {
    boundaries = List.copyOf(boundaries);
    values = List.copyOf(values);
    values.forEach(value -> Formula.requireRate("piecewiseConstantDecay", value));
    if (boundaries.isEmpty() || values.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          "piecewiseConstantDecay needs boundaries and one more value, got %d and %d"
              .formatted(boundaries.size(), values.size()));
    }
    if (!boundaries.equals(boundaries.stream().sorted().distinct().toList())) {
      throw new IllegalArgumentException(
          "piecewiseConstantDecay needs boundaries that grow, got " + boundaries);
    }
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TInt64> iterations) {
    Formula f = new Formula(tf);
    Operand<TFloat32> rate =
        f.plus(f.number(values.get(0)), f.times(f.steps(iterations), f.number(0)));
    for (int i = 0; i < boundaries.size(); i++) {
      rate =
          tf.select(
              tf.math.greater(iterations, tf.constant(boundaries.get(i).longValue())),
              f.number(values.get(i + 1)),
              rate);
    }
    return rate;
  }

  @Override
  public Config config() {
    return Config.of("boundaries", boundaries).with("values", values);
  }

  /** Reads Keras's configuration. */
  public static PiecewiseConstantDecay from(Config config) {
    config.ignore("name");
    return new PiecewiseConstantDecay(
        numbers(config, "boundaries").stream().map(Number::longValue).toList(),
        numbers(config, "values").stream().map(Number::doubleValue).toList());
  }

  private static List<Number> numbers(Config config, String key) {
    List<?> list = config.list(key);
    if (!list.stream().allMatch(Number.class::isInstance)) {
      throw config.wrong(key, "a list of numbers");
    }
    return list.stream().map(Number.class::cast).toList();
  }
}
