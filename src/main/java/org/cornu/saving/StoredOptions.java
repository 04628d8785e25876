package org.cornu.saving;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.Shape;

/** Puts what Keras can say of a layer in several ways into the one that the layers read. */
final class StoredOptions {

  /** What belongs to a layer's place and is not of its own options. */
  private static final String[] PLACE = {
    "name", "trainable", "dtype", "batch_input_shape", "batch_shape"
  };

  private static final String LAST = "the last, which is all that Cornu has";

  private StoredOptions() {}

  /** A layer's own options. */
  static Config of(Config config) {
    return config.without(PLACE);
  }

  /** The axis of a softmax, the batch counted; -1 for the last. */
  static int axis(Config softmax) {
    Object axis = softmax.any("axis").orElse(-1);
    if (axis instanceof List<?> list && list.size() == 1) {
      axis = list.get(0);
    }
    if (axis instanceof Integer number && number != 0 && number >= -1) {
      return number;
    }
    throw softmax.wrong("axis", LAST);
  }

  /** Checks a softmax's axis against its input, for one sample. */
  static void requireLast(int axis, Shape input, String layer) {
    if (axis != -1 && axis != input.numDimensions()) {
      throw new IllegalArgumentException(
          "layer \"%s\": axis: needs %s, got %d for an input of %s"
              .formatted(layer, LAST, axis, Shapes.text(input)));
    }
  }
}
