package org.cornu.layers;

import java.util.Arrays;
import java.util.List;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Subgraph;
import org.cornu.ops.MatrixProduct;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Products of matrices, one for each sample and head, whose gradients are such products too: those
 * that TensorFlow gives are of the op that oneDNN passes over, and took four times as long.
 */
final class BatchedProduct {

  private BatchedProduct() {}

  /** (..., m, k) and (..., k, n) to (..., m, n). */
  static Operand<TFloat32> of(LayerScope scope, Operand<TFloat32> x, Operand<TFloat32> y) {
    return of(scope, x, y, false);
  }

  /** (..., m, k) and (..., n, k) to (..., m, n). */
  static Operand<TFloat32> ofTransposed(
      LayerScope scope, Operand<TFloat32> x, Operand<TFloat32> y) {
    return of(scope, x, y, true);
  }

  private static Operand<TFloat32> of(
      LayerScope scope, Operand<TFloat32> x, Operand<TFloat32> y, boolean turned) {
    Subgraph subgraph = Subgraph.of(scope);
    if (!subgraph.isDerived() || subgraph.isFunction() || !areAlike(x.shape(), y.shape())) {
      return product(scope.tf(), x, y, turned);
    }
    return subgraph
        .cut(
            List.of(x, y),
            (tf, read) ->
                new Subgraph.Derived(
                    List.of(product(tf, read.get(0), read.get(1), turned)),
                    (ops, flows) -> back(ops, read.get(0), read.get(1), turned, flows.get(0))))
        .get(0);
  }

  /** Whether both have the same axes in front, of which none is repeated for the other. */
  private static boolean areAlike(Shape x, Shape y) {
    int last = x.numDimensions() - 2;
    return y.numDimensions() - 2 == last
        && Arrays.equals(x.take(last).asArray(), y.take(last).asArray());
  }

  private static Operand<TFloat32> product(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> y, boolean turned) {
    return turned ? MatrixProduct.ofTransposed(tf, x, y) : MatrixProduct.of(tf, x, y);
  }

  private static List<Operand<TFloat32>> back(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> y, boolean turned, Operand<TFloat32> dz) {
    return turned
        ? List.of(MatrixProduct.of(tf, dz, y), MatrixProduct.transposedOf(tf, dz, x))
        : List.of(MatrixProduct.ofTransposed(tf, dz, y), MatrixProduct.transposedOf(tf, x, dz));
  }
}
