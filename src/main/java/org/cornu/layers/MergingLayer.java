package org.cornu.layers;

import java.util.List;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** A layer without weights that makes one output of several inputs, all of them floats. */
public interface MergingLayer extends Layer {

  /**
   * The output's shape for one sample's input shapes.
   *
   * @throws IllegalArgumentException if the layer cannot read these inputs
   */
  Shape mergedShape(List<Shape> inputs);

  /** Emits the ops of one call: of each (batch, input...) to (batch, output...). */
  Operand<TFloat32> merge(LayerScope scope, List<Operand<TFloat32>> inputs);

  @Override
  default List<Spec> outputs(List<Spec> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("needs an input or more, got none");
    }
    return List.of(
        Spec.floats(mergedShape(inputs.stream().map(each -> each.numbers().shape()).toList())));
  }

  @Override
  default List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    return List.of(merge(scope, inputs.stream().<Operand<TFloat32>>map(scope::floats).toList()));
  }
}
