package org.cornu.functions;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.cornu.layers.Layer;
import org.tensorflow.ndarray.Shape;

/**
 * A function of {@code keras.ops} that is a node of a net (Keras: {@code Operation}). It has no
 * weights, and neither heeds a mask nor hands one on, as in Keras.
 */
public interface FunctionLayer extends Layer {

  /** Keras's module of it. */
  default String module() {
    return "keras.src.ops.numpy";
  }

  @Override
  default Config config() {
    return Config.EMPTY;
  }

  /** The shape of what a function reads that computes with floats alone. */
  private static Shape floats(Spec input) {
    if (!input.isFloat()) {
      throw new IllegalArgumentException(
          "needs floats, got %s; put cast(DType.FLOAT32) in front".formatted(input));
    }
    return input.shape();
  }

  /** The shapes of some floats. */
  static List<Shape> floats(List<Spec> inputs) {
    return inputs.stream().map(FunctionLayer::floats).toList();
  }

  /** The only shape of some booleans. */
  static Shape truths(Spec input) {
    if (input.dtype() != DType.BOOL) {
      throw new IllegalArgumentException(
          "needs booleans, got %s; compare numbers first: greater(0.5)".formatted(input));
    }
    return input.shape();
  }
}
