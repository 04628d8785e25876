package org.cornu.layers;

import java.util.List;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A layer that reads one input and gives one output, both floats: what most layers are, and what a
 * user's own layer extends. Integers are converted for it.
 */
public interface UnaryLayer extends Layer {

  /**
   * The output's shape for one sample's input shape.
   *
   * @throws IllegalArgumentException if the layer cannot read this input
   */
  Shape outputShape(Shape input);

  /** The weights for one sample's input shape, in Keras's order; none by default. */
  default List<WeightSpec> weights(Shape input) {
    return List.of();
  }

  /** Emits the ops of one call: (batch, input...) to (batch, output...). */
  Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x);

  @Override
  default List<Spec> outputs(List<Spec> inputs) {
    return List.of(Spec.floats(outputShape(only(inputs).numbers().shape())));
  }

  @Override
  default List<WeightSpec> weights(List<Spec> inputs) {
    return weights(only(inputs).shape());
  }

  @Override
  default List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    return List.of(call(scope, scope.floats(only(inputs))));
  }

  /**
   * The only one of what a layer reads.
   *
   * @throws IllegalArgumentException if there are more or none
   */
  static <T> T only(List<T> inputs) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("needs one input, got " + inputs.size());
    }
    return inputs.get(0);
  }
}
