package org.cornu.layers;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Puts all values of a sample into one row: (...) to (product of the sizes) (Keras: {@code
 * Flatten}).
 */
public record Flatten() implements UnaryLayer {

  @Override
  public Shape outputShape(Shape input) {
    Shapes.requireKnown(input);
    return Shape.of(input.size());
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    long[] sizes = x.shape().asArray();
    long row = 1;
    for (int axis = 1; axis < sizes.length; axis++) {
      row *= sizes[axis];
    }
    return tf.reshape(x, tf.constant(new long[] {-1, row}));
  }

  @Override
  public Config config() {
    return Config.of("data_format", Shapes.CHANNELS_LAST);
  }

  /** Reads Keras's configuration. */
  public static Flatten from(Config config) {
    config.require("data_format", Shapes.CHANNELS_LAST);
    return new Flatten();
  }
}
