package org.cornu.constraints;

import java.util.Objects;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A Euclidean norm of 1 (Keras: {@code UnitNorm}).
 *
 * @param axes along which the norm is taken
 */
public record UnitNorm(Axes axes) implements Constraint {

  public UnitNorm {
    Objects.requireNonNull(axes, "unitNorm needs axes, got null");
  }

  /** Along others; 0 by default, none for all (Keras: {@code axis}). */
  public UnitNorm axis(int... axes) {
    return new UnitNorm(Axes.of(axes));
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
    return new org.tensorflow.framework.constraints.UnitNorm(axes.of(weight.shape()))
        .call(tf, weight);
  }

  @Override
  public Config config() {
    return Config.of("axis", axes.config());
  }

  /** Reads Keras's configuration. */
  public static UnitNorm from(Config config) {
    return new UnitNorm(Axes.from(config));
  }
}
