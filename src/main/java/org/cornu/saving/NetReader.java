package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.graph.DTypePolicy;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.net.Call;
import org.cornu.net.Net;
import org.cornu.net.NetInput;
import org.cornu.net.NetKind;
import org.cornu.net.NetLayer;

/**
 * Reads Keras's configuration of a model: a Sequential, or a functional model that is a plain
 * chain. Models in the model are put in line, a layer's name then becomes {@code outer_inner}. It
 * reads on after a layer that it cannot read, so that all that stands in the way is said at once.
 */
final class NetReader {

  /** More than any net that is trained; a longer file is hostile. */
  private static final int MOST_LAYERS = 10_000;

  private final List<StoredLayer> layers = new ArrayList<>();
  private final InputShape shape = new InputShape();
  private final Obstacles obstacles;

  private NetReader(Config root) {
    this.obstacles = new Obstacles(root.path());
  }

  /**
   * A model, as its layers see it.
   *
   * @param keys of its layers in a weights file
   * @param prefix of their names
   * @param group of its layers in a legacy file, if it is not the outermost
   * @param training what the model's call says of it
   */
  private record Outer(
      LayerKeys keys, String prefix, Optional<String> group, Optional<Boolean> training) {

    Outer inner(String key, String name, Optional<Boolean> called) {
      return new Outer(
          new LayerKeys(key), prefix + name + "_", Optional.of(group.orElse(name)), called);
    }
  }

  /**
   * Reads a whole model.
   *
   * @param root with {@code class_name} and {@code config}
   * @throws ConfigException if it is no chain, or holds what Cornu lacks
   */
  static StoredNet read(Config root) {
    NetReader reader = new NetReader(root);
    reader.model(root, new Outer(new LayerKeys(""), "", Optional.empty(), Optional.empty()));
    reader.obstacles.requireNone();
    if (reader.shape.input().isEmpty()) {
      throw new ConfigException(
          root.path()
              + ": the model was never built, so its input's shape is not known; call build() or"
              + " begin it with keras.Input before saving");
    }
    try {
      return reader.inLine(root);
    } catch (ConfigException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(root.path() + ": " + e.getMessage(), e);
    }
  }

  private StoredNet inLine(Config root) {
    List<String> names = LayerNames.of(layers);
    List<NetLayer> placed = new ArrayList<>();
    List<Call> calls = new ArrayList<>();
    List<Remark> remarks = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      placed.add(layers.get(i).placed(names.get(i), frozen(root)));
      calls.add(new Call(names.get(i), placed.get(i), List.of(i), layers.get(i).training()));
      remarks.addAll(layers.get(i).remarks(names.get(i)));
    }
    Net net = net(placed, calls);
    for (int i = 0; i < layers.size(); i++) {
      StoredOptions.requireLast(layers.get(i).softmaxAxis(), net.spec(i).shape(), names.get(i));
    }
    return new StoredNet(
        LayerNames.of(root.object("config"), "sequential"),
        net,
        layers.stream().map(StoredLayer::place).toList(),
        remarks);
  }

  private Net net(List<NetLayer> layers, List<Call> calls) {
    Input input = shape.input().orElseThrow();
    return new Net(
        NetKind.SEQUENTIAL,
        List.of(new NetInput("input_layer", input.spec())),
        layers,
        calls,
        List.of(calls.size()));
  }

  /** Keras goes by the layers' own flags, and by that of an outermost functional model. */
  private static boolean frozen(Config root) {
    return !root.text("class_name").equals("Sequential")
        && !root.object("config").flag("trainable", true);
  }

  private void model(Config described, Outer outer) {
    List<Config> chain = Chain.of(described);
    shape.model(described, described.object("config"));
    for (Config layer : chain) {
      obstacles.or(layer, () -> layer(layer, outer));
    }
  }

  private void layer(Config described, Outer outer) {
    String className = described.text("class_name");
    Config config = described.object("config");
    if (className.equals("InputLayer")) {
      shape.layer(config);
      return;
    }
    String key = outer.keys.next(className);
    String name = LayerNames.of(config, key.substring(key.lastIndexOf('/') + 1));
    Optional<Boolean> training = Chain.training(described).or(() -> outer.training);
    if (Chain.isModel(className)) {
      model(described, outer.inner(key, name, training));
      return;
    }
    if (layers.size() == MOST_LAYERS) {
      throw new ConfigException(
          "%s: needs at most %d layers, has more".formatted(described.path(), MOST_LAYERS));
    }
    shape.of(config);
    DTypePolicy policy = StoredPolicy.of(config);
    boolean softmax = className.equals("Softmax");
    Config own = StoredOptions.of(config);
    Config whole = described.with("config", softmax ? own.without("axis") : own);
    layers.add(
        new StoredLayer(
            outer.prefix,
            name,
            new StoredNet.Place(key, outer.group.orElse(name)),
            whole.instance(Layer.class),
            config.flag("trainable", true),
            policy,
            training,
            softmax ? StoredOptions.axis(own) : -1,
            whole.leftOut()));
  }
}
