package org.cornu.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The sum of its inputs, number by number: (...), (...), ... to the same (Keras: {@code Add}). */
public record Add() implements Elementwise {

  @Override
  public Operand<TFloat32> combine(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y) {
    return tf.math.add(x, y);
  }
}
