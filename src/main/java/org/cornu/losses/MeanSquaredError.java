package org.cornu.losses;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of the squared differences: (batch, ..., outputs), the same, to (batch, ...) (Keras:
 * {@code MeanSquaredError}).
 */
public record MeanSquaredError() implements Loss {

  @Override
  public String name() {
    return "mean_squared_error";
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return org.tensorflow.framework.losses.Losses.meanSquaredError(tf, target, output);
  }

  @Override
  public Config config() {
    return Config.EMPTY;
  }

  /** Reads Keras's configuration. */
  public static MeanSquaredError from(Config config) {
    Loss.readCommon(config);
    return new MeanSquaredError();
  }
}
