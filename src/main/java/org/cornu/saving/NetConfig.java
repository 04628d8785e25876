package org.cornu.saving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.cornu.config.Config;
import org.cornu.functions.FunctionLayer;
import org.cornu.graph.Spec;
import org.cornu.layers.Concatenate;
import org.cornu.layers.HeadedAttention;
import org.cornu.layers.Layer;
import org.cornu.layers.Layers;
import org.cornu.layers.MaskedLayer;
import org.cornu.layers.MergingLayer;
import org.cornu.net.Call;
import org.cornu.net.Nested;
import org.cornu.net.Net;
import org.cornu.net.NetInput;
import org.cornu.net.NetKind;
import org.cornu.net.NetLayer;
import org.cornu.net.NetStates;
import org.tensorflow.ndarray.Shape;

/** A net as Keras's configuration of a Sequential or a functional model, written small. */
final class NetConfig {

  private final Net net;
  private final boolean trainable;
  private final KerasJson json;
  private final Integer batchSize; // null where it may differ

  private NetConfig(Net net, boolean trainable, KerasJson json) {
    this.net = net;
    this.trainable = trainable;
    this.json = json;
    OptionalInt size = NetStates.of(net).batchSize();
    this.batchSize = size.isPresent() ? (Integer) size.getAsInt() : null;
  }

  /**
   * The {@code config.json} of a model, without its compile configuration.
   *
   * @throws IOException if a layer cannot be written
   */
  static Config write(String name, Net net, KerasJson json) throws IOException {
    return new NetConfig(net, true, json).model(name);
  }

  /** A net within a layer. */
  static Config nested(Nested nested, boolean trainable, KerasJson json) throws IOException {
    return new NetConfig(nested.net(), trainable, json).model(nested.name());
  }

  private Config model(String name) throws IOException {
    return net.kind() == NetKind.SEQUENTIAL ? sequential(name) : functional(name);
  }

  private Config sequential(String name) throws IOException {
    List<Config> layers = new ArrayList<>(inputs());
    for (NetLayer layer : net.layers()) {
      layers.add(layer(layer));
    }
    List<Integer> shape = batch(net.input().spec());
    Config config =
        Config.of("name", name)
            .with("trainable", trainable)
            .with("layers", layers)
            .with("build_input_shape", shape);
    return builtIn("keras", "Sequential", config)
        .with("build_config", Config.of("input_shape", shape));
  }

  private Config functional(String name) throws IOException {
    List<Object> histories = new ArrayList<>();
    List<Config> layers = new ArrayList<>();
    List<Config> inputs = inputs();
    for (int i = 0; i < inputs.size(); i++) {
      String input = net.inputs().get(i).name();
      histories.add(List.of(input, 0, 0));
      layers.add(inputs.get(i).with("name", input).with("inbound_nodes", List.of()));
    }
    Map<String, List<Config>> nodes = nodes(histories);
    for (NetLayer layer : net.layers()) {
      layers.add(
          layer(layer).with("name", layer.name()).with("inbound_nodes", nodes.get(layer.name())));
    }
    Config config =
        Config.of("name", name)
            .with("trainable", trainable)
            .with("layers", layers)
            .with("input_layers", ends(histories.subList(0, inputs.size())))
            .with("output_layers", ends(outputs(histories)));
    Config model =
        Config.of("module", "keras.src.models.functional")
            .with("class_name", "Functional")
            .with("config", config)
            .with("registered_name", "Functional");
    return inputs.size() > 1
        ? model
        : model.with("build_config", Config.of("input_shape", batch(net.input().spec())));
  }

  /** Here Keras counts the call that a functional model has made of itself. */
  private List<Object> outputs(List<Object> histories) {
    List<Object> outputs = new ArrayList<>();
    for (int value : net.outputs()) {
      List<?> history = (List<?>) histories.get(value);
      boolean countsItself =
          net.source(value)
              .filter(
                  call ->
                      call.layer().layer() instanceof Nested nested
                          && nested.net().kind() == NetKind.FUNCTIONAL)
              .isPresent();
      outputs.add(
          countsItself
              ? List.of(history.get(0), (int) history.get(1) + 1, history.get(2))
              : history);
    }
    return outputs;
  }

  /** One end by itself, several in a list. */
  private static Object ends(List<Object> histories) {
    return histories.size() == 1 ? histories.get(0) : histories;
  }

  /**
   * The calls by their layers.
   *
   * @param histories where each value comes from: the inputs', to which those of the calls are
   *     added
   */
  private Map<String, List<Config>> nodes(List<Object> histories) throws IOException {
    Map<String, List<Config>> nodes = new HashMap<>();
    for (int i = 0; i < net.calls().size(); i++) {
      Call call = net.calls().get(i);
      List<Config> tensors = new ArrayList<>();
      for (int value : call.reads()) {
        tensors.add(tensor(net.spec(value), histories.get(value)));
      }
      List<Config> own = nodes.computeIfAbsent(call.layer().name(), name -> new ArrayList<>());
      for (int output = 0; output < net.gives(i); output++) {
        histories.add(List.of(call.layer().name(), own.size(), output));
      }
      own.add(Config.of("args", arguments(call, tensors)).with("kwargs", named(call, tensors)));
    }
    return nodes;
  }

  private Config named(Call call, List<Config> tensors) throws IOException {
    Config training = call.training().map(each -> Config.of("training", each)).orElse(Config.EMPTY);
    int read = call.reads().get(0);
    if (tensors.size() > 1 && CallOptions.isRecurrent(call.layer().layer())) {
      FirstStates.requireNoMask(net, net.calls().indexOf(call));
    }
    Shape first = net.spec(read).shape();
    return training.with(CallOptions.written(call.layer().layer(), first, tensors));
  }

  private static List<?> arguments(Call call, List<Config> read) {
    Layer layer = call.layer().layer();
    List<Config> tensors = CallOptions.unnamed(layer, read);
    if (layer instanceof HeadedAttention<?>) {
      return tensors;
    }
    if (layer instanceof FunctionLayer function) {
      return FunctionCall.arguments(function, tensors);
    }
    boolean isGivenAList =
        tensors.size() > 1 || layer instanceof MergingLayer || layer instanceof Concatenate;
    return isGivenAList ? List.of(tensors) : tensors;
  }

  private Config tensor(Spec spec, Object history) {
    return Config.of("class_name", "__keras_tensor__")
        .with(
            "config",
            Config.of("shape", batch(spec))
                .with("dtype", spec.dtype().kerasName())
                .with("keras_history", history));
  }

  private List<Config> inputs() {
    List<Config> inputs = new ArrayList<>();
    for (NetInput input : net.inputs()) {
      inputs.add(
          builtIn(
              "keras.layers",
              "InputLayer",
              Config.of("batch_shape", batch(input.spec()))
                  .with("dtype", input.spec().dtype().kerasName())
                  .with("sparse", false)
                  .with("name", input.name())));
    }
    return inputs;
  }

  private Config layer(NetLayer layer) throws IOException {
    boolean trained = trainable && layer.trainable();
    if (layer.layer() instanceof Nested nested) {
      return new NetConfig(nested.net(), trained, json).model(layer.name());
    }
    Config described = json.described(layer.layer());
    if (layer.layer() instanceof FunctionLayer) {
      Config options = FunctionCall.written(described.object("config"));
      return described.with("config", Config.of("name", layer.name()).with(options));
    }
    Config common =
        Config.of("name", layer.name())
            .with("trainable", trained)
            .with("dtype", layer.policy().kerasName());
    Config own =
        common.with(StoredParts.written(described.object("config"), trained, layer.policy(), json));
    Config whole =
        described.with("config", isNeverTrained(described) ? own.without("trainable") : own);
    List<Spec> reads = net.reads(layer);
    return reads.size() > 1 && !(layer.layer() instanceof MaskedLayer)
        ? whole
        : whole.with("build_config", Config.of("input_shape", batch(reads.get(0))));
  }

  /** Keras takes no such flag of these. */
  static boolean isNeverTrained(Config described) {
    String className = described.text("class_name");
    return className.equals("Discretization") || className.startsWith("SpatialDropout");
  }

  private static Config builtIn(String module, String className, Config config) {
    return Config.of("module", module)
        .with("class_name", className)
        .with("config", config)
        .with("registered_name", null);
  }

  /** A shape with the batch in front; a size that differs is open. */
  private List<Integer> batch(Spec sample) {
    List<Integer> sizes = new ArrayList<>();
    sizes.add(batchSize);
    for (long size : sample.shape().asArray()) {
      sizes.add(size == Layers.ANY ? null : (Integer) Math.toIntExact(size));
    }
    return sizes;
  }
}
