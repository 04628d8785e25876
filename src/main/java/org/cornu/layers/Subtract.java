package org.cornu.layers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The first input less the second, number by number: (...), (...) to the same (Keras: {@code
 * Subtract}).
 */
public record Subtract() implements Elementwise {

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return tf.math.sub(x, y);
  }

  @Override
  public Shape mergedShape(List<Shape> inputs) {
    if (inputs.size() != 2) {
      throw new IllegalArgumentException("needs two inputs, got " + inputs.size());
    }
    return Elementwise.super.mergedShape(inputs);
  }
}
