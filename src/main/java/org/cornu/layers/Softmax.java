package org.cornu.layers;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Probabilities along one axis or over several: (...) to the same; those that a mask leaves out are
 * 0 (Keras: {@code Softmax}). A mask that is read has as many axes as the input, each as long or 1,
 * and may be of floats, of which those above 0.5 count.
 *
 * @param function with the axes
 */
public record Softmax(org.cornu.activations.Softmax function) implements MaskedLayer {

  private static final float VERY_LITTLE = -1e9f;

  /** Over these axes, the batch counted; -1 for the last. */
  static Softmax of(List<Integer> axes) {
    return new Softmax(new org.cornu.activations.Softmax(axes));
  }

  @Override
  public Shape outputShape(Shape input) {
    return function.outputShape(input);
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public void requireMask(Spec input, Spec mask) {
    Shape x = input.shape();
    boolean fits =
        mask.dtype() != DType.STRING && mask.shape().numDimensions() == x.numDimensions();
    for (int axis = 0; fits && axis < x.numDimensions(); axis++) {
      long size = mask.shape().get(axis);
      fits = size == 1 || size == x.get(axis) || size == Layers.ANY || x.get(axis) == Layers.ANY;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "needs a mask of as many axes as %s, each as long or 1, got %s; expandDims(...) adds an axis"
              .formatted(input, mask));
    }
  }

  @Override
  public Operand<TBool> counts(Ops tf, Operand<? extends TType> mask) {
    return DType.of(mask) == DType.BOOL
        ? tf.dtypes.cast(mask, TBool.class)
        : tf.math.greater(tf.dtypes.cast(mask, TFloat32.class), tf.constant(0.5f));
  }

  /**
   * As in Keras, where a mask leaves out all, all are 0.
   *
   * @throws IllegalArgumentException if the mask that travels is of fewer axes than the input
   */
  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    if (scope.mask().isEmpty()) {
      return function.call(scope, x);
    }
    Ops tf = scope.tf();
    Operand<TBool> counts = scope.mask().get();
    if (counts.shape().numDimensions() != x.shape().numDimensions()) {
      throw new IllegalArgumentException(
          "softmax: a mask (batch, steps) travels with its input, which has more axes, %s, where Keras refuses it too; softmax() without axes heeds none, or reshape the input to (steps)"
              .formatted(Spec.of(x)));
    }
    Operand<TFloat32> probabilities =
        function.apply(tf, tf.select(counts, x, tf.constant(VERY_LITTLE)));
    return tf.select(counts, probabilities, tf.constant(0f));
  }

  @Override
  public Config config() {
    return function.config();
  }

  /** Reads Keras's configuration. */
  public static Softmax from(Config config) {
    return new Softmax(org.cornu.activations.Softmax.from(config));
  }
}
