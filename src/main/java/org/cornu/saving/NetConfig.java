package org.cornu.saving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cornu.config.Config;
import org.cornu.net.Net;
import org.cornu.net.Node;
import org.tensorflow.ndarray.Shape;

/**
 * A chain of layers as Keras's configuration of a Sequential, written small: Keras 3.0 reads it.
 */
final class NetConfig {

  private NetConfig() {}

  /**
   * The {@code config.json} of a model, without its compile configuration.
   *
   * @throws IOException if the net is no chain, or a layer cannot be written
   */
  static Config write(String name, Net net, KerasJson json) throws IOException {
    List<Integer> shape = batch(net.input().shape());
    List<Object> layers = new ArrayList<>();
    layers.add(
        builtIn(
            "keras.layers",
            "InputLayer",
            Config.of("batch_shape", shape)
                .with("dtype", "float32")
                .with("sparse", false)
                .with("name", "input_layer")));
    for (int i = 0; i < net.nodes().size(); i++) {
      layers.add(layer(net.nodes().get(i), i, net, json));
    }
    Config config =
        Config.of("name", name)
            .with("trainable", true)
            .with("layers", layers)
            .with("build_input_shape", shape);
    return builtIn("keras", "Sequential", config)
        .with("build_config", Config.of("input_shape", shape));
  }

  private static Config layer(Node node, int index, Net net, KerasJson json) throws IOException {
    if (!node.inputs().equals(List.of(index))) {
      throw new IOException(
          "layer \"%s\" reads %s, not just the layer before it: only a chain can be written"
              .formatted(node.name(), node.inputs()));
    }
    Config described = json.described(node.layer());
    Config common =
        Config.of("name", node.name())
            .with("trainable", node.trainable())
            .with("dtype", node.policy().kerasName());
    return described
        .with("config", common.with(described.object("config")))
        .with("build_config", Config.of("input_shape", batch(net.shape(index))));
  }

  private static Config builtIn(String module, String className, Config config) {
    return Config.of("module", module)
        .with("class_name", className)
        .with("config", config)
        .with("registered_name", null);
  }

  /** A shape with an open batch in front. */
  private static List<Integer> batch(Shape sample) {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(null);
    for (long size : sample.asArray()) {
      sizes.add(Math.toIntExact(size));
    }
    return sizes;
  }
}
