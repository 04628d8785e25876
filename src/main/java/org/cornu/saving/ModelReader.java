package org.cornu.saving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.Spec;
import org.cornu.layers.Layer;
import org.cornu.net.NetKind;
import org.cornu.recurrent.TimeDistributed;
import org.cornu.saving.Stored.Call;
import org.cornu.saving.Stored.OfLayer;
import org.cornu.saving.Stored.OfModel;
import org.cornu.saving.Stored.OfSteps;
import org.cornu.saving.Stored.Ref;

/**
 * Reads Keras's configuration of a model, a Sequential or a functional one, and of the models in
 * it. It reads on after a layer that it cannot read, so that all that stands in the way is said at
 * once.
 */
final class ModelReader {

  private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");

  /** More than any net that is trained; a longer file is hostile. */
  private static final int MOST_LAYERS = 10_000;

  private static final long MOST_CALLS = 20_000;

  private final Obstacles obstacles;
  private int layers;

  private ModelReader(Config root) {
    this.obstacles = new Obstacles(root.path());
  }

  /** Whether a class is a model of layers. */
  static boolean isModel(String className) {
    return MODELS.contains(className);
  }

  /**
   * Reads a whole model.
   *
   * @param root with {@code class_name} and {@code config}
   * @throws ConfigException if it is of another class, or holds what Cornu lacks
   */
  static OfModel read(Config root) {
    ModelReader reader = new ModelReader(root);
    OfModel model = reader.model(root, LayerNames.of(root.object("config"), "sequential"));
    reader.obstacles.requireNone();
    if (calls(model) > MOST_CALLS) {
      throw new ConfigException(
          "%s: needs at most %d calls of layers, those of models once for each call of theirs, has more"
              .formatted(root.path(), MOST_CALLS));
    }
    return model;
  }

  /** Models that call one another twice each are soon without bound. */
  private static long calls(OfModel model) {
    Map<String, Long> within = new HashMap<>();
    model.layers().forEach((name, layer) -> within.put(name, callsOf(layer)));
    long calls = 0;
    for (Call call : model.calls()) {
      calls = Math.min(calls + within.get(call.layer()), MOST_CALLS + 1);
    }
    return calls;
  }

  private static long callsOf(Stored layer) {
    if (layer instanceof OfSteps steps) {
      return calls(steps.model());
    }
    return layer instanceof OfModel model ? calls(model) : 1;
  }

  private OfModel model(Config described, String name) {
    String className = described.text("class_name");
    if (!isModel(className)) {
      throw new ConfigException(
          "%s.class_name: needs a Sequential or a functional model, got \"%s\"; a model of a class of"
                  .formatted(described.path(), className)
              + " its own holds code, which no file carries: export it as a SavedModel");
    }
    Config config = described.object("config");
    boolean trainable = config.flag("trainable", true);
    return className.equals("Sequential")
        ? sequential(described, config, name)
        : functional(config, name, trainable);
  }

  /** Keras goes by the flags of a Sequential's layers alone. */
  private OfModel sequential(Config described, Config config, String name) {
    InputShape shape = new InputShape();
    shape.model(described, config);
    Map<String, Stored> read = new LinkedHashMap<>();
    List<Call> calls = new ArrayList<>();
    LayerKeys keys = new LayerKeys("");
    String input = "input_layer";
    for (Config layer : layers(config)) {
      if (layer.text("class_name").equals("InputLayer")) {
        obstacles.or(layer, () -> shape.layer(layer.object("config")));
        input = LayerNames.of(layer.object("config"), input);
      } else {
        obstacles.or(layer, () -> put(read, layer(layer, keys, shape)));
      }
    }
    Ref last = new Ref(input, 0, 0);
    for (String layer : read.keySet()) {
      calls.add(new Call(layer, 0, List.of(last), Optional.empty(), Optional.empty()));
      last = new Ref(layer, 0, 0);
    }
    Map<String, Optional<Spec>> inputs = new LinkedHashMap<>();
    inputs.put(input, shape.input().or(() -> within(read)));
    return new OfModel(name, true, NetKind.SEQUENTIAL, inputs, read, calls, List.of(last));
  }

  /** The input of a model that is the first layer. */
  private static Optional<Spec> within(Map<String, Stored> layers) {
    return layers.values().stream()
        .limit(1)
        .filter(OfModel.class::isInstance)
        .flatMap(first -> ((OfModel) first).inputs().values().stream().limit(1))
        .findFirst()
        .flatMap(input -> input);
  }

  private OfModel functional(Config config, String name, boolean trainable) {
    Map<String, Optional<Spec>> shapes = new LinkedHashMap<>();
    Map<String, Stored> read = new LinkedHashMap<>();
    List<Config> called = new ArrayList<>();
    LayerKeys keys = new LayerKeys("");
    for (Config layer :
        Operations.withoutMasks(layers(config), config.any("output_layers").orElse(""))) {
      obstacles.or(
          layer,
          () -> {
            if (layer.text("class_name").equals("InputLayer")) {
              InputShape shape = new InputShape();
              shape.layer(layer.object("config"));
              shapes.put(called(layer), shape.input());
            } else {
              put(read, layer(layer, keys, new InputShape()));
              called.add(layer);
            }
          });
    }
    InboundNodes nodes = new InboundNodes(kinds(read), layers(read));
    List<Call> calls = new ArrayList<>();
    for (Config layer : called) {
      obstacles.or(layer, () -> calls.addAll(nodes.of(called(layer), layer)));
    }
    Map<String, Optional<Spec>> inputs = new LinkedHashMap<>();
    for (Ref input : nodes.ends(config, "input_layers")) {
      inputs.put(input.layer(), shapes.getOrDefault(input.layer(), Optional.empty()));
    }
    List<Ref> outputs = nodes.ends(config, "output_layers");
    return new OfModel(name, trainable, NetKind.FUNCTIONAL, inputs, read, calls, outputs);
  }

  private static Map<String, NetKind> kinds(Map<String, Stored> layers) {
    Map<String, NetKind> kinds = new HashMap<>();
    layers.forEach(
        (name, layer) -> {
          if (layer instanceof OfModel model) {
            kinds.put(name, model.kind());
          }
        });
    return kinds;
  }

  private static Map<String, Layer> layers(Map<String, Stored> stored) {
    Map<String, Layer> layers = new HashMap<>();
    stored.forEach(
        (name, each) -> {
          if (each instanceof OfLayer layer) {
            layers.put(name, layer.layer());
          }
        });
    return layers;
  }

  /** What the calls of a layer name it. */
  private static String called(Config layer) {
    return layer.has("name") ? layer.text("name") : LayerNames.of(layer.object("config"), "");
  }

  private List<Config> layers(Config model) {
    List<Config> within = model.objects("layers");
    layers += within.size();
    if (layers > MOST_LAYERS) {
      throw new ConfigException(
          "%s: needs at most %d layers, has more".formatted(model.path(), MOST_LAYERS));
    }
    return within;
  }

  private static void put(Map<String, Stored> layers, Stored layer) {
    if (layers.putIfAbsent(layer.name(), layer) != null) {
      throw new ConfigException(
          "needs a name of its own, got \"%s\" twice"
              .formatted(LayerNames.shortened(layer.name())));
    }
  }

  private static boolean isModelIn(Config distributed) {
    return distributed.any(TimeDistributed.PART).orElse(null) instanceof Config within
        && isModel(within.text("class_name"));
  }

  private Stored layer(Config described, LayerKeys keys, InputShape shape) {
    String className = described.text("class_name");
    Config config = described.object("config");
    String key = keys.next(className);
    String name =
        described.has("inbound_nodes")
            ? called(described)
            : LayerNames.of(config, key.substring(key.lastIndexOf('/') + 1));
    if (isModel(className)) {
      return model(described, name);
    }
    if (Operations.is(described)) {
      return new OfLayer(
          name, true, Operations.function(described), DTypePolicy.FLOAT32, List.of());
    }
    shape.of(config);
    DTypePolicy policy = StoredPolicy.of(className, config);
    boolean trained = config.flag("trainable", true);
    Config own = StoredOptions.of(config);
    if (className.equals("TimeDistributed") && isModelIn(own)) {
      Config within = own.object(TimeDistributed.PART);
      own.requireAllRead();
      String inner = LayerNames.of(within.object("config"), "model");
      return new OfSteps(name, trained, model(within, inner), policy);
    }
    Config options = StoredParts.read(own, trained, policy);
    Config whole = described.with("config", options);
    return new OfLayer(name, trained, whole.instance(Layer.class), policy, whole.leftOut());
  }
}
