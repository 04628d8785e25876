package org.cornu;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** A layer as a user writes one: everything times a number that is learned, from {@code first}. */
record Scale(double first) implements UnaryLayer {

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    return List.of(WeightSpec.trainable("scale", Shape.scalar(), Initializers.constant(first)));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return scope.tf().math.mul(x, scope.weight("scale"));
  }

  @Override
  public Config config() {
    return Config.of("first", first);
  }

  static Scale from(Config config) {
    return new Scale(config.number("first"));
  }
}
