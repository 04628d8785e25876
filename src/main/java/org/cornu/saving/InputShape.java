package org.cornu.saving;

import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.tensorflow.ndarray.Shape;

/** The shape of a net's input, which Keras writes in several places: the first is meant. */
final class InputShape {

  private Optional<Input> input = Optional.empty();

  /** The input, if any place gave it. */
  Optional<Input> input() {
    return input;
  }

  /** Reads an InputLayer. */
  void layer(Config config) {
    take(config, config.has("batch_shape") ? "batch_shape" : "batch_input_shape");
    StoredPolicy.of(config);
    config.require("sparse", false);
    config.require("ragged", false);
    config.require("optional", false);
    config.ignore("name", "batch_size", "trainable");
    config.requireAllRead();
  }

  /** Reads the shapes that a model gives beside its layers. */
  void model(Config described, Config config) {
    config.any("build_input_shape").ifPresent(shape -> take(config, "build_input_shape"));
    if (described.has("build_config") && described.object("build_config").has("input_shape")) {
      take(described.object("build_config"), "input_shape");
    }
  }

  /** Reads the shapes that a layer says it reads. */
  void of(Config layer) {
    for (String shape : List.of("batch_input_shape", "batch_shape")) {
      if (layer.has(shape)) {
        take(layer, shape);
      }
    }
  }

  private void take(Config config, String key) {
    List<?> sizes = config.list(key);
    long[] sample = new long[Math.max(0, sizes.size() - 1)];
    for (int i = 0; i < sample.length; i++) {
      if (!(sizes.get(i + 1) instanceof Integer size)) {
        throw config.wrong(key, "[null, ...] with every size but the batch's");
      }
      sample[i] = size;
    }
    if (input.isEmpty()) {
      input = Optional.of(Input.of(Spec.floats(Shape.of(sample))));
    }
  }
}
