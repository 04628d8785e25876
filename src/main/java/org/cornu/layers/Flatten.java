package org.cornu.layers;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Puts all values of a sample into one row: (...) to (product of the sizes), which is open if one
 * of them is (Keras: {@code Flatten}).
 */
public record Flatten() implements UnaryLayer {

  @Override
  public Shape outputShape(Shape input) {
    return Shape.of(input.hasUnknownDimension() ? Layers.ANY : input.size());
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Shape row = outputShape(x.shape().tail());
    return Reshaping.of(scope.tf(), x, new long[] {x.shape().get(0), row.get(0)});
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
