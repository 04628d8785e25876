package org.cornu.activations;

import org.cornu.config.Configurable;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A function that a layer applies to its output (Keras: an {@code activation}): one of {@link
 * Activations}, or a record of your own, whose components are its options.
 */
public interface ActivationFunction extends Configurable {

  /** Emits the function: (batch, ...) to the same. */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x);

  /**
   * The shape of one sample of what it gives; the input's by default.
   *
   * @throws IllegalArgumentException if it cannot take such an input
   */
  default Shape outputShape(Shape sample) {
    return sample;
  }

  /**
   * Whether it takes each number by itself, and never falls: x &le; y gives f(x) &le; f(y). A max
   * pooling that follows is then computed first, on fewer numbers. False by default, which is
   * always right.
   */
  default boolean monotone() {
    return false;
  }

  /** Emits the function as a layer by itself, which may give a gradient of its own. */
  default Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return apply(scope.tf(), x);
  }

  /** What a layer's configuration holds of it: itself, or the name that Keras knows it by. */
  default Object described() {
    return this;
  }
}
