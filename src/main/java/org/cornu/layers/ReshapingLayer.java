package org.cornu.layers;

import java.util.List;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** A layer that puts the values of one input in other places: integers stay integers. */
public interface ReshapingLayer extends Layer {

  /**
   * The output's shape for one sample's input shape.
   *
   * @throws IllegalArgumentException if the layer cannot read this input
   */
  Shape outputShape(Shape input);

  /**
   * Emits the ops of one call: (batch, input...) to (batch, output...).
   *
   * @param <T> the type of the values
   */
  <T extends TType> Operand<T> move(Ops tf, Operand<T> x);

  @Override
  default List<Spec> outputs(List<Spec> inputs) {
    Spec input = UnaryLayer.only(inputs);
    return List.of(new Spec(outputShape(input.shape()), input.dtype()));
  }

  @Override
  default List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Operand<? extends TType> x = UnaryLayer.only(inputs);
    return List.of(move(scope.tf(), x));
  }
}
