package org.cornu.layers;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** What it reads: (...) to the same (Keras: {@code Identity}). */
public record Identity() implements ReshapingLayer {

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public <T extends TType> Operand<T> move(Ops tf, Operand<T> x) {
    return x;
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public Config config() {
    return Config.EMPTY;
  }
}
