package org.cornu.layers;

import org.cornu.config.Arguments;
import org.cornu.graph.Spec;

/**
 * A value of a net that is being described (Keras: {@code KerasTensor}): an {@link Input}, or what
 * a layer makes of other values by {@link Layer#on}. Each is itself alone: two inputs of one shape
 * are two values.
 */
public sealed interface Value permits Input, LayerOutput {

  /** Shape of one sample, and type. */
  Spec spec();

  /** What a chain of layers makes of this value: {@code x.then(conv2d(16, 3), relu())}. */
  default Value then(Layer... layers) {
    Value last = this;
    for (Layer layer : Arguments.list("then needs layers", layers)) {
      last = layer.on(last);
    }
    return last;
  }
}
