package org.cornu.saving;

import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.graph.DType;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layers;
import org.tensorflow.ndarray.Shape;

/** The shape of a net's input, which Keras writes in several places: the first is meant. */
final class InputShape {

  private Optional<Spec> input = Optional.empty();
  private DType dtype = DType.FLOAT32;

  /** The input, if any place gave it. */
  Optional<Spec> input() {
    return input;
  }

  /** Reads an InputLayer. */
  void layer(Config config) {
    take(config, config.has("batch_shape") ? "batch_shape" : "batch_input_shape");
    dtype = dtype(config);
    input = input.map(spec -> new Spec(spec.shape(), dtype));
    config.require("sparse", false);
    config.require("ragged", false);
    config.require("optional", false);
    config.ignore("name", "batch_size", "trainable");
    config.requireAllRead();
  }

  private static DType dtype(Config config) {
    Object type = config.any("dtype").orElse("float32");
    Optional<DType> known = type instanceof String name ? DType.of(name) : Optional.empty();
    if (known.isEmpty()) {
      StoredPolicy.of(config);
    }
    return known.orElse(DType.FLOAT32);
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
      Object size = sizes.get(i + 1);
      if (size != null && !(size instanceof Integer)) {
        throw config.wrong(key, "[null, ...] with sizes, or null for one that differs");
      }
      sample[i] = size == null ? Layers.ANY : (int) size;
    }
    if (input.isEmpty()) {
      input = Optional.of(Input.of(new Spec(Shape.of(sample), dtype)).spec());
    }
  }
}
