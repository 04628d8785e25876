package org.cornu.layers;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.graph.LayerScope;
import org.cornu.ops.UnitLength;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Brings each sample to a length of 1 over some axes: (...) to the same (Keras: {@code
 * UnitNormalization}).
 *
 * @param axes that the length is over, the batch counted; -1 for the last
 */
public record UnitNormalization(List<Integer> axes) implements UnaryLayer {

  private static final float LARGEST_FACTOR = 1e12f;

  public UnitNormalization {
    axes = List.copyOf(axes);
  }

  /** Over other axes, the batch counted; the last by default. */
  public UnitNormalization axis(int axis, int... more) {
    return new UnitNormalization(Shapes.axes(axis, more));
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.requireAxes(axes, input);
    return input;
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return UnitLength.of(scope.tf(), x, LARGEST_FACTOR, Shapes.batchAxes(axes, x));
  }

  @Override
  public Config config() {
    return Config.of("axis", Integers.written(axes));
  }

  /** Reads Keras's configuration. */
  public static UnitNormalization from(Config config) {
    return new UnitNormalization(Integers.from(config, "axis", List.of(-1)));
  }
}
