package org.cornu.regularizers;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The sum of the sizes, and of the squares, each times a factor (Keras: {@code L1L2}).
 *
 * @param l1 factor on the sum of sizes, finite and 0 or more
 * @param l2 factor on the sum of squares, finite and 0 or more
 */
public record L1L2(float l1, float l2) implements Regularizer {

  public L1L2 {
    requireFactor("l1l2", "l1", l1);
    requireFactor("l1l2", "l2", l2);
  }

  static void requireFactor(String regularizer, String name, float factor) {
    if (!(factor >= 0 && Float.isFinite(factor))) {
      throw new IllegalArgumentException(
          "%s needs a finite %s of 0 or more, got %s".formatted(regularizer, name, factor));
    }
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> x) {
    return new org.tensorflow.framework.regularizers.L1L2(l1, l2).call(tf, x);
  }

  @Override
  public Config config() {
    return Config.of("l1", l1).with("l2", l2);
  }

  /** Reads Keras's configuration. */
  public static L1L2 from(Config config) {
    return new L1L2((float) config.number("l1", 0), (float) config.number("l2", 0));
  }
}
