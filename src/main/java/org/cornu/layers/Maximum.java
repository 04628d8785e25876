package org.cornu.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The largest of its inputs, number by number: (...), (...), ... to the same (Keras: {@code
 * Maximum}).
 */
public record Maximum() implements Elementwise {

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return tf.math.maximum(x, y);
  }

  @Override
  public Operand<TFloat32> masked(
      Ops tf, Operand<TFloat32> x, Operand<TBool> counts, Operand<TFloat32> other) {
    return tf.select(counts, x, other);
  }
}
