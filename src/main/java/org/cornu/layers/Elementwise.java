package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A merging layer that takes its inputs number by number. A size of 1 is repeated as often as it
 * takes, and a sample with fewer axes gets axes of 1 in front, as in Keras.
 */
interface Elementwise extends MergingLayer, MergesMasks {

  /** Emits the ops for two operands that fit. */
  Operand<TFloat32> combine(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y);

  @Override
  default Shape mergedShape(List<Shape> inputs) {
    Shape merged = inputs.get(0);
    for (Shape input : inputs.subList(1, inputs.size())) {
      merged = broadcast(merged, input, inputs);
    }
    return merged;
  }

  private static Shape broadcast(Shape x, Shape y, List<Shape> all) {
    int axes = Math.max(x.numDimensions(), y.numDimensions());
    long[] sizes = new long[axes];
    for (int axis = 0; axis < axes; axis++) {
      long a = size(x, axis + x.numDimensions() - axes);
      long b = size(y, axis + y.numDimensions() - axes);
      if (a == Layers.ANY || b == Layers.ANY) {
        sizes[axis] = Layers.ANY;
      } else if (a == b || a == 1 || b == 1) {
        sizes[axis] = a == 1 ? b : a;
      } else {
        throw new IllegalArgumentException(
            "needs inputs of one shape, or with sizes of 1 in place of others, got "
                + String.join(" and ", all.stream().map(Shapes::text).toList()));
      }
    }
    return Shape.of(sizes);
  }

  private static long size(Shape shape, int axis) {
    return axis < 0 ? 1 : shape.get(axis);
  }

  /**
   * What stands for the values that a mask leaves out: themselves by default, as in Keras.
   *
   * @param counts of x's shape: true for those that count
   * @param other what x is combined with
   */
  default Operand<TFloat32> masked(
      Ops tf, Operand<TFloat32> x, Operand<TBool> counts, Operand<TFloat32> other) {
    return x;
  }

  @Override
  default Operand<TFloat32> merge(LayerScope scope, List<Operand<TFloat32>> inputs) {
    Ops tf = scope.tf();
    int axes = inputs.stream().mapToInt(x -> x.shape().numDimensions()).max().orElseThrow();
    List<Operand<TFloat32>> aligned = new ArrayList<>();
    for (Operand<TFloat32> x : inputs) {
      while (x.shape().numDimensions() < axes) {
        x = tf.expandDims(x, tf.constant(1));
      }
      aligned.add(x);
    }
    if (scope.masks().stream().anyMatch(Optional::isPresent)) {
      return Masked.merge(scope, this, aligned);
    }
    Operand<TFloat32> merged = aligned.get(0);
    for (Operand<TFloat32> x : aligned.subList(1, aligned.size())) {
      merged = combine(tf, merged, x);
    }
    return merged;
  }

  /** A step counts if it does in any; if one of them has no mask, all do. */
  @Override
  default Optional<Operand<TBool>> mergedMask(
      Ops tf,
      List<Optional<Operand<TBool>>> masks,
      List<? extends Operand<? extends TType>> inputs) {
    return masks.stream().reduce((mask, other) -> Masked.either(tf, mask, other)).orElseThrow();
  }

  @Override
  default Config config() {
    return Config.EMPTY;
  }
}
