package org.cornu.layers;

import java.util.List;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The product of its inputs, number by number: (...), (...), ... to the same (Keras: {@code
 * Multiply}).
 */
public record Multiply() implements Elementwise {

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return tf.math.mul(x, y);
  }

  @Override
  public Operand<TFloat32> masked(
      Ops tf, Operand<TFloat32> x, Operand<TBool> counts, Operand<TFloat32> other) {
    return tf.select(counts, x, tf.constant(1f));
  }

  @Override
  public Operand<TFloat32> merge(LayerScope scope, List<Operand<TFloat32>> inputs) {
    Operand<TFloat32> product = Elementwise.super.merge(scope, inputs);
    Ops tf = scope.tf();
    return scope.givenMask().isPresent()
        ? tf.select(Masked.of(tf, scope.givenMask().get(), product), product, tf.constant(0f))
        : product;
  }
}
