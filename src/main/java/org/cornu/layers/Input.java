package org.cornu.layers;

import org.tensorflow.ndarray.Shape;

/**
 * What a net reads: one sample's shape, without the batch (Keras: {@code Input}). Not a layer, so
 * that a net without one does not compile.
 *
 * @param shape every size 1 or more, at least one axis
 */
public record Input(Shape shape) {

  public Input {
    if (shape.numDimensions() < 1) {
      throw new IllegalArgumentException(
          "input needs the sizes of one sample, for example input(28, 28, 1), got none");
    }
    for (long size : shape.asArray()) {
      if (size < 1) {
        throw new IllegalArgumentException(
            "input needs sizes of 1 or more, got %s; the batch is not given"
                .formatted(Shapes.text(shape)));
      }
    }
  }
}
