package org.cornu.layers;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Probabilities along one axis or over several: (...) to the same (Keras: {@code Softmax}).
 *
 * @param function with the axes
 */
public record Softmax(org.cornu.activations.Softmax function) implements UnaryLayer {

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
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return function.call(scope, x);
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
