package org.cornu.functions;

import java.util.List;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Layers;
import org.cornu.layers.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * The product of two matrices for each sample, and for each place of further axes in front: (...,
 * m, k), (..., k, n) to (..., m, n), floats (Keras: {@code ops.matmul}).
 */
public record Matmul() implements FunctionLayer {

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    Operands.values(2).require(inputs);
    List<Shape> shapes = FunctionLayer.floats(inputs);
    Shape x = shapes.get(0);
    Shape y = shapes.get(1);
    int axes = x.numDimensions();
    boolean fits =
        axes >= 2
            && axes == y.numDimensions()
            && isAlike(x.get(axes - 1), y.get(axes - 2))
            && x.take(axes - 2).equals(y.take(axes - 2));
    if (!fits) {
      throw new IllegalArgumentException(
          "needs matrices (..., m, k) and (..., k, n), got %s and %s"
              .formatted(Shapes.text(x), Shapes.text(y)));
    }
    return List.of(Spec.floats(x.take(axes - 1).append(y.takeLast(1))));
  }

  private static boolean isAlike(long one, long other) {
    return one == other || one == Layers.ANY || other == Layers.ANY;
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    int axes = inputs.get(0).shape().numDimensions();
    String places = "abcdefghijklm".substring(0, axes - 2);
    String equation = "%sxy,%<syz->%<sxz".formatted(places);
    return List.of(tf.linalg.einsum(inputs.stream().map(Spec::floats).toList(), equation));
  }
}
