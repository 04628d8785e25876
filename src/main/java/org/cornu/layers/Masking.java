package org.cornu.layers;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceAny;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Masks the steps of a sequence of which all values are a given one: layers that follow leave them
 * out, as far as they heed masks, and the values are 0: (steps, features) to the same (Keras:
 * {@code Masking}).
 *
 * @param maskValue the value
 */
public record Masking(double maskValue) implements UnaryLayer {

  @Override
  public Shape outputShape(Shape input) {
    Shapes.lastAxis(input);
    return input;
  }

  @Override
  public boolean makesMask() {
    return true;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TBool> differs = tf.math.notEqual(x, tf.constant((float) maskValue));
    Operand<TBool> counts = tf.reduceAny(differs, tf.constant(-1), ReduceAny.keepDims(true));
    scope.giveMask(tf.reduceAny(differs, tf.constant(-1)));
    return tf.math.mul(x, tf.dtypes.cast(counts, TFloat32.class));
  }

  @Override
  public Config config() {
    return Config.of("mask_value", maskValue);
  }

  /** Reads Keras's configuration. */
  public static Masking from(Config config) {
    return new Masking(config.number("mask_value", 0));
  }
}
