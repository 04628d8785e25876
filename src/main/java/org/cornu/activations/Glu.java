package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Split;
import org.tensorflow.types.TFloat32;

/**
 * The first half of an axis times the sigmoid of the second: (..., 2n, ...) to (..., n, ...)
 * (Keras: {@code glu}; Dauphin et al. 2016). As it halves a size it is a layer of its own, {@code
 * activation(glu())}; Keras says a wrong shape of a layer that has it as its activation.
 *
 * @param axis that is halved, the batch counted; -1 for the last
 */
public record Glu(int axis) implements Operation {

  /** Keras's function. */
  static final Glu USUAL = new Glu(-1);

  private static final String NAME = "glu";

  public Glu {
    Axis.require(NAME, axis);
  }

  @Override
  public Shape outputShape(Shape sample) {
    int halved = Axis.from0(NAME, axis, sample.numDimensions() + 1) - 1;
    long[] sizes = sample.asArray();
    if (sizes[halved] != Shape.UNKNOWN_SIZE) {
      if (sizes[halved] % 2 != 0) {
        throw new IllegalArgumentException(
            "glu needs an even size of axis %d, got %d".formatted(axis, sizes[halved]));
      }
      sizes[halved] /= 2;
    }
    return Shape.of(sizes);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    int from0 = Axis.from0(NAME, axis, x.shape().numDimensions());
    Split<TFloat32> halves = tf.split(tf.constant(from0), x, 2L);
    return tf.math.mul(halves.output().get(0), tf.math.sigmoid(halves.output().get(1)));
  }

  @Override
  public boolean isUsual() {
    return equals(USUAL);
  }

  @Override
  public Config config() {
    return Config.of("axis", axis);
  }

  /** Reads the configuration of Keras's operation. */
  public static Glu from(Config config) {
    Activations.ignorePlace(config);
    return new Glu(Axis.from(config));
  }
}
