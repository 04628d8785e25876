package org.cornu.constraints;

import java.util.Objects;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A Euclidean norm of at most a number (Keras: {@code MaxNorm}).
 *
 * @param maxValue the number, finite and 0 or more
 * @param axes along which the norm is taken
 */
public record MaxNorm(double maxValue, Axes axes) implements Constraint {

  public MaxNorm {
    Objects.requireNonNull(axes, "maxNorm needs axes, got null");
    if (!(maxValue >= 0 && Double.isFinite(maxValue))) {
      throw new IllegalArgumentException(
          "maxNorm needs a finite norm of 0 or more, got " + maxValue);
    }
  }

  /** Along others; 0 by default, none for all (Keras: {@code axis}). */
  public MaxNorm axis(int... axes) {
    return new MaxNorm(maxValue, Axes.of(axes));
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
    return new org.tensorflow.framework.constraints.MaxNorm(maxValue, axes.of(weight.shape()))
        .call(tf, weight);
  }

  @Override
  public Config config() {
    return Config.of("max_value", maxValue).with("axis", axes.config());
  }

  /** Reads Keras's configuration. */
  public static MaxNorm from(Config config) {
    return new MaxNorm(config.number("max_value", 2), Axes.from(config));
  }
}
