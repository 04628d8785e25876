package org.cornu.layers;

import java.util.List;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of its inputs, number by number: (...), (...), ... to the same (Keras: {@code Average}).
 */
public record Average() implements Elementwise {

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return tf.math.add(x, y);
  }

  @Override
  public Operand<TFloat32> merge(LayerScope scope, List<Operand<TFloat32>> inputs) {
    Operand<TFloat32> sum = Elementwise.super.merge(scope, inputs);
    return scope.tf().math.div(sum, scope.tf().constant((float) inputs.size()));
  }
}
