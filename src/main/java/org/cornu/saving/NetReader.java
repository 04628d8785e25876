package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.cornu.net.Node;
import org.cornu.saving.StoredNet.StoredLayer;
import org.tensorflow.ndarray.Shape;

/**
 * Reads Keras's configuration of a model: a Sequential, or a functional model that is a plain
 * chain. Models in the model are put in line, a layer's name then becomes {@code outer_inner}.
 */
final class NetReader {

  /** More than any net that is trained; a longer file is hostile. */
  private static final int MOST_LAYERS = 10_000;

  private final List<Node> nodes = new ArrayList<>();
  private final List<StoredLayer> stored = new ArrayList<>();
  private Input input;

  private NetReader() {}

  /**
   * Reads a whole model.
   *
   * @param root with {@code class_name} and {@code config}
   * @throws ConfigException if it is no chain, or holds what Cornu lacks
   */
  static StoredNet read(Config root) {
    NetReader reader = new NetReader();
    String name = reader.model(root, "", "", Optional.empty(), true);
    if (reader.input == null) {
      throw new ConfigException(
          root.path()
              + ": the model was never built, so its input's shape is not known; call build() or"
              + " begin it with keras.Input before saving");
    }
    try {
      return new StoredNet(name, new Net(reader.input, reader.nodes), reader.stored);
    } catch (ConfigException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(root.path() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Adds a model's layers.
   *
   * @param key group of the model in a weights file; empty for the outermost
   * @param prefix of the names of its layers
   * @param group of its layers in a legacy file, if it is not the outermost
   * @return the model's name
   */
  private String model(
      Config described, String key, String prefix, Optional<String> group, boolean trainable) {
    Config config = described.object("config");
    List<Config> layers = Chain.of(described);
    LayerKeys keys = new LayerKeys(key);
    config.any("build_input_shape").ifPresent(shape -> input(config, "build_input_shape"));
    if (described.has("build_config") && described.object("build_config").has("input_shape")) {
      input(described.object("build_config"), "input_shape");
    }
    boolean trained = trainable && config.flag("trainable", true);
    for (Config layer : layers) {
      layer(layer, keys, prefix, group, trained);
    }
    return config.text("name", "sequential");
  }

  private void layer(
      Config described, LayerKeys keys, String prefix, Optional<String> group, boolean trainable) {
    String className = described.text("class_name");
    Config config = described.object("config");
    if (className.equals("InputLayer")) {
      inputLayer(config);
      return;
    }
    String key = keys.next(className);
    String name = config.text("name", key.substring(key.lastIndexOf('/') + 1));
    if (Chain.isModel(className)) {
      model(described, key, prefix + name + "_", Optional.of(group.orElse(name)), trainable);
      return;
    }
    if (nodes.size() == MOST_LAYERS) {
      throw new ConfigException(
          "%s: needs at most %d layers, has more".formatted(described.path(), MOST_LAYERS));
    }
    for (String shape : List.of("batch_input_shape", "batch_shape")) {
      if (config.has(shape)) {
        input(config, shape);
      }
    }
    DTypePolicy policy = policy(config);
    boolean trained = trainable && config.flag("trainable", true);
    Config own = config.without("name", "trainable", "dtype", "batch_input_shape", "batch_shape");
    Layer layer = described.with("config", own).instance(Layer.class);
    stored.add(new StoredLayer(key, group.orElse(name)));
    nodes.add(new Node(prefix + name, layer, trained, policy, List.of(nodes.size())));
  }

  private void inputLayer(Config config) {
    input(config, config.has("batch_shape") ? "batch_shape" : "batch_input_shape");
    policy(config);
    config.require("sparse", false);
    config.require("ragged", false);
    config.require("optional", false);
    config.ignore("name", "batch_size", "trainable");
    config.requireAllRead();
  }

  /** The first shape that a file gives is the net's input; later ones repeat it further in. */
  private void input(Config config, String key) {
    List<?> sizes = config.list(key);
    long[] sample = new long[Math.max(0, sizes.size() - 1)];
    for (int i = 0; i < sample.length; i++) {
      if (!(sizes.get(i + 1) instanceof Integer size)) {
        throw config.wrong(key, "[null, ...] with every size but the batch's");
      }
      sample[i] = size;
    }
    if (input == null && nodes.isEmpty()) {
      input = new Input(Shape.of(sample));
    }
  }

  private static DTypePolicy policy(Config config) {
    Object type = config.any("dtype").orElse("float32");
    if (type instanceof Config policy) {
      type = policy.has("config") ? policy.object("config").text("name") : policy.text("name");
    }
    return DTypePolicy.of(String.valueOf(type))
        .orElseThrow(() -> config.wrong("dtype", "float32 or mixed_bfloat16, which Cornu has"));
  }
}
