package org.cornu.saving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cornu.config.Config;
import org.cornu.net.Call;
import org.cornu.net.Net;
import org.cornu.net.NetLayer;
import org.tensorflow.ndarray.Shape;

/**
 * A chain of layers as Keras's configuration of a Sequential, written small: Keras 3.0 reads it. A
 * Sequential has no calls; where one says something of training, it is a functional model.
 */
final class NetConfig {

  private NetConfig() {}

  /**
   * The {@code config.json} of a model, without its compile configuration.
   *
   * @throws IOException if the net is no chain, or a layer cannot be written
   */
  static Config write(String name, Net net, KerasJson json) throws IOException {
    String input = inputName(net);
    List<Config> layers = new ArrayList<>();
    layers.add(
        builtIn(
            "keras.layers",
            "InputLayer",
            Config.of("batch_shape", batch(net.input().shape()))
                .with("dtype", "float32")
                .with("sparse", false)
                .with("name", input)));
    for (int i = 0; i < net.calls().size(); i++) {
      layers.add(layer(net.calls().get(i), i, net, json));
    }
    boolean saysTraining = net.calls().stream().anyMatch(call -> call.training().isPresent());
    return saysTraining ? functional(name, input, net, layers) : sequential(name, net, layers);
  }

  /** Keras's name, unless a layer has it. */
  private static String inputName(Net net) {
    Set<String> taken = net.layers().stream().map(NetLayer::name).collect(Collectors.toSet());
    String name = "input_layer";
    for (int i = 1; taken.contains(name); i++) {
      name = "input_layer_" + i;
    }
    return name;
  }

  private static Config sequential(String name, Net net, List<Config> layers) {
    List<Integer> shape = batch(net.input().shape());
    Config config =
        Config.of("name", name)
            .with("trainable", true)
            .with("layers", layers)
            .with("build_input_shape", shape);
    return builtIn("keras", "Sequential", config)
        .with("build_config", Config.of("input_shape", shape));
  }

  private static Config functional(String name, String input, Net net, List<Config> layers) {
    List<Config> called = new ArrayList<>();
    String read = input;
    called.add(layers.get(0).with("name", input).with("inbound_nodes", List.of()));
    for (int i = 0; i < net.calls().size(); i++) {
      Call node = net.calls().get(i);
      Config call =
          Config.of("args", List.of(tensor(read, net.spec(i).shape())))
              .with(
                  "kwargs",
                  node.training()
                      .map(training -> Config.of("training", training))
                      .orElse(Config.EMPTY));
      called.add(layers.get(i + 1).with("name", node.name()).with("inbound_nodes", List.of(call)));
      read = node.name();
    }
    Config config =
        Config.of("name", name)
            .with("trainable", true)
            .with("layers", called)
            .with("input_layers", List.of(input, 0, 0))
            .with("output_layers", List.of(read, 0, 0));
    return Config.of("module", "keras.src.models.functional")
        .with("class_name", "Functional")
        .with("config", config)
        .with("registered_name", "Functional")
        .with("build_config", Config.of("input_shape", batch(net.input().shape())));
  }

  private static Config tensor(String layer, Shape sample) {
    return Config.of("class_name", "__keras_tensor__")
        .with(
            "config",
            Config.of("shape", batch(sample))
                .with("dtype", "float32")
                .with("keras_history", List.of(layer, 0, 0)));
  }

  private static Config layer(Call call, int index, Net net, KerasJson json) throws IOException {
    if (!call.reads().equals(List.of(index))) {
      throw new IOException(
          "layer \"%s\" reads %s, not just the layer before it: only a chain can be written"
              .formatted(call.name(), call.reads()));
    }
    NetLayer node = call.layer();
    Config described = json.described(node.layer());
    Config common =
        Config.of("name", node.name())
            .with("trainable", node.trainable())
            .with("dtype", node.policy().kerasName());
    return described
        .with("config", common.with(described.object("config")))
        .with("build_config", Config.of("input_shape", batch(net.spec(index).shape())));
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
