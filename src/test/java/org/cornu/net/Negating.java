package org.cornu.net;

import org.cornu.graph.LayerScope;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What a layer of the user's own computes where only how it is written matters: {@code -x}. */
public interface Negating extends UnaryLayer {

  @Override
  default Shape outputShape(Shape input) {
    return input;
  }

  @Override
  default Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return scope.tf().math.neg(x);
  }
}
