package org.cornu.constraints;

import java.util.Objects;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A Euclidean norm between two numbers (Keras: {@code MinMaxNorm}).
 *
 * @param minValue the smallest norm, 0 or more
 * @param maxValue the largest, finite and not below {@code minValue}
 * @param rate how much of the way there is gone at each step, in [0, 1]
 * @param axes along which the norm is taken
 */
public record MinMaxNorm(double minValue, double maxValue, double rate, Axes axes)
    implements Constraint {

  public MinMaxNorm {
    Objects.requireNonNull(axes, "minMaxNorm needs axes, got null");
    if (!(0 <= minValue && minValue <= maxValue && Double.isFinite(maxValue))) {
      throw new IllegalArgumentException(
          "minMaxNorm needs finite norms of 0 or more, min not above max, got min=%s, max=%s"
              .formatted(minValue, maxValue));
    }
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("minMaxNorm needs a rate in [0, 1], got " + rate);
    }
  }

  /** Going this share of the way at each step, in [0, 1]; 1 by default. */
  public MinMaxNorm rate(double rate) {
    return new MinMaxNorm(minValue, maxValue, rate, axes);
  }

  /** Along others; 0 by default, none for all (Keras: {@code axis}). */
  public MinMaxNorm axis(int... axes) {
    return new MinMaxNorm(minValue, maxValue, rate, Axes.of(axes));
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
    int[] along = axes.of(weight.shape());
    return new org.tensorflow.framework.constraints.MinMaxNorm(minValue, maxValue, rate, along)
        .call(tf, weight);
  }

  @Override
  public Config config() {
    return Config.of("min_value", minValue)
        .with("max_value", maxValue)
        .with("rate", rate)
        .with("axis", axes.config());
  }

  /** Reads Keras's configuration. */
  public static MinMaxNorm from(Config config) {
    return new MinMaxNorm(
        config.number("min_value", 0),
        config.number("max_value", 1),
        config.number("rate", 1),
        Axes.from(config));
  }
}
