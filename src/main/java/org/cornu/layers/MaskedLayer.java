package org.cornu.layers;

import java.util.List;
import java.util.Optional;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A layer that heeds a mask: the one that travels with its input, or one that it reads behind it,
 * as in {@code softmax(-1).on(scores, counts)} (Keras: the {@code mask} of a call). A mask that is
 * read is of booleans, or of whole numbers of which 0 counts for false.
 */
public interface MaskedLayer extends UnaryLayer {

  /**
   * Checks a mask that is read: of all axes of a sample but the last, unless a layer says
   * otherwise.
   *
   * @throws IllegalArgumentException if it does not fit the input
   */
  default void requireMask(Spec input, Spec mask) {
    if (mask.isFloat() || mask.dtype() == DType.STRING) {
      throw new IllegalArgumentException("needs a mask of booleans or whole numbers, got " + mask);
    }
    Shape needed = input.shape().take(Math.max(0, input.shape().numDimensions() - 1));
    if (!needed.isCompatibleWith(mask.shape())) {
      throw new IllegalArgumentException(
          "needs a mask over all axes but the last of %s, got %s".formatted(input, mask));
    }
  }

  /** A mask that is read, as booleans. */
  default Operand<TBool> counts(Ops tf, Operand<? extends TType> mask) {
    return tf.dtypes.cast(mask, TBool.class);
  }

  @Override
  default boolean hasMaskArgument() {
    return true;
  }

  @Override
  default List<Spec> outputs(List<Spec> inputs) {
    if (inputs.size() == 2) {
      requireMask(inputs.get(0), inputs.get(1));
    }
    return UnaryLayer.super.outputs(first(inputs));
  }

  @Override
  default List<WeightSpec> weights(List<Spec> inputs) {
    return UnaryLayer.super.weights(first(inputs));
  }

  @Override
  default List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Operand<TFloat32> x = scope.floats(first(inputs).get(0));
    if (inputs.size() != 2) {
      return List.of(call(scope, x));
    }
    Operand<TBool> mask = counts(scope.tf(), inputs.get(1));
    int axes = mask.shape().numDimensions();
    if (passesMask() && axes > 1 && axes < x.shape().numDimensions()) {
      scope.giveMask(mask);
    }
    return List.of(call(scope.masked(List.of(Optional.of(mask))), x));
  }

  private static <T> List<T> first(List<T> inputs) {
    return inputs.size() == 2 ? inputs.subList(0, 1) : inputs;
  }
}
