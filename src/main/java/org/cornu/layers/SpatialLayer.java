package org.cornu.layers;

import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A layer over sequences (steps, channels), images (height, width, channels) or volumes (depth,
 * height, width, channels), or the same with the channels first. What it computes is written once,
 * for channels last.
 *
 * @param <L> the layer's type, which its options return
 */
public interface SpatialLayer<L extends SpatialLayer<L>> extends UnaryLayer, LayoutLayer<L> {

  /** How many axes there are beside the channels: 1, 2 or 3. */
  int rank();

  /** The output's shape for an input of the layer's rank with its channels last. */
  Shape outputOfLast(Shape input);

  /** Emits the ops of one call: (batch, ..., channels) to the same. */
  Operand<TFloat32> callOnLast(LayerScope scope, Operand<TFloat32> x);

  /** The input's shape with its channels last. */
  default Shape last(Shape input) {
    Shapes.requireRank(rank(), layout(), input);
    return layout().last(input);
  }

  @Override
  default Shape outputShape(Shape input) {
    return layout().stored(outputOfLast(last(input)));
  }

  @Override
  default Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return layout().stored(scope.tf(), callOnLast(scope, layout().last(scope.tf(), x)));
  }
}
