package org.cornu.layers;

import java.util.List;
import java.util.Optional;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** How values with masks are merged, as Keras does it. */
final class Masked {

  private Masked() {}

  /** Merges them, and their masks, two by two. */
  static Operand<TFloat32> merge(
      LayerScope scope, Elementwise layer, List<Operand<TFloat32>> inputs) {
    Ops tf = scope.tf();
    List<Optional<Operand<TBool>>> masks = scope.masks();
    Operand<TFloat32> merged = inputs.get(0);
    Optional<Operand<TBool>> mask = masks.get(0);
    for (int i = 1; i < inputs.size(); i++) {
      Operand<TFloat32> x = inputs.get(i);
      Optional<Operand<TBool>> own = masks.get(i);
      if (own.isPresent()) {
        x = layer.masked(tf, x, of(tf, own.get(), x), merged);
      }
      if (mask.isPresent()) {
        merged = layer.masked(tf, merged, of(tf, mask.get(), merged), x);
      }
      merged = layer.combine(tf, merged, x);
      mask = either(tf, mask, own);
    }
    mask.ifPresent(scope::giveMask);
    return merged;
  }

  /** A step counts if it does in one of two masks; all do if there are not two. */
  static Optional<Operand<TBool>> either(
      Ops tf, Optional<Operand<TBool>> mask, Optional<Operand<TBool>> other) {
    return mask.isPresent() && other.isPresent()
        ? Optional.of(tf.math.logicalOr(mask.get(), other.get()))
        : Optional.empty();
  }

  /** A mask (batch, steps) for each number: of x's shape. */
  static Operand<TBool> of(Ops tf, Operand<TBool> mask, Operand<? extends TType> x) {
    Operand<TBool> each = mask;
    while (each.shape().numDimensions() < x.shape().numDimensions()) {
      each = tf.expandDims(each, tf.constant(-1));
    }
    return tf.broadcastTo(each, tf.shape(x));
  }
}
