package org.cornu.losses;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Half the square of a small difference, and of a large one delta (|x - y| - delta / 2), the mean
 * along the last axis: (batch, ..., outputs), the same, to (batch, ...) (Keras: {@code Huber}).
 * Keras itself does not write delta to a file, but reads it.
 *
 * @param delta up to which a difference is small, above 0; Keras's default is 1
 */
public record Huber(double delta) implements Loss {

  public Huber {
    if (!(delta > 0 && delta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("huber needs a finite delta above 0, got " + delta);
    }
  }

  /** With another limit; 1 by default. */
  public Huber delta(double delta) {
    return new Huber(delta);
  }

  @Override
  public String name() {
    return "huber_loss";
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return org.tensorflow.framework.losses.Losses.huber(tf, target, output, (float) delta);
  }

  @Override
  public Config config() {
    return Config.of("delta", delta);
  }

  /** Reads Keras's configuration. */
  public static Huber from(Config config) {
    return new Huber(config.number("delta", 1));
  }
}
