package org.cornu.layers;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Sets a random fraction of the values to 0 while training, and scales the others by 1 / (1 -
 * rate); absent from the inference half: (...) to the same (Keras: {@code Dropout}; Srivastava et
 * al. 2014).
 *
 * @param rate the fraction set to 0, in [0, 1)
 */
public record Dropout(double rate) implements UnaryLayer {

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout needs a rate in [0, 1), got " + rate);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    if (!scope.training() || rate == 0) {
      return x;
    }
    Ops tf = scope.tf();
    Operand<TFloat32> uniform = scope.uniform(tf.shape(x));
    var kept = tf.math.greaterEqual(uniform, tf.constant((float) rate));
    Operand<TFloat32> scale = tf.constant((float) (1 / (1 - rate)));
    return tf.math.mul(x, tf.math.mul(tf.dtypes.cast(kept, TFloat32.class), scale));
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public Config config() {
    return Config.of("rate", rate);
  }

  /** Reads Keras's configuration but for its seed: the masks are drawn from the net's. */
  public static Dropout from(Config config) {
    config.ignore("seed");
    return new Dropout(config.number("rate"));
  }
}
