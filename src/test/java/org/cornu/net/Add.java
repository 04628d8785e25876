package org.cornu.net;

import java.util.List;
import org.cornu.graph.LayerScope;
import org.cornu.layers.Layer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Adds two inputs. */
record Add() implements Layer {

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, List<Operand<TFloat32>> inputs) {
    return scope.tf().math.add(inputs.get(0), inputs.get(1));
  }
}
