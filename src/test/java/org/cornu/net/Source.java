package org.cornu.net;

import java.util.List;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Gives a whole batch out of its weight {@code x}. In front of a layer it makes the gradient of the
 * layer's input a weight's gradient, which is all that the backward pass shows.
 */
public record Source() implements UnaryLayer {

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    return List.of(WeightSpec.trainable("x", Shape.of(-1).append(input), Initializers.zeros()));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return scope.weight("x");
  }
}
