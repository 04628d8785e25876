package org.cornu.saving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.graph.Spec;
import org.cornu.layers.Application;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.LayerOutput;
import org.cornu.layers.Layers;
import org.cornu.layers.Placed;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.cornu.net.Nested;
import org.cornu.net.Net;
import org.cornu.net.NetKind;
import org.cornu.preprocessing.Preprocessing;
import org.cornu.recurrent.TimeDistributed;
import org.cornu.saving.Stored.Call;
import org.cornu.saving.Stored.OfLayer;
import org.cornu.saving.Stored.OfModel;
import org.cornu.saving.Stored.OfSteps;
import org.cornu.saving.Stored.Ref;

/** Makes the net that a file describes: its calls are made again, one after another. */
final class NetReader {

  private static final int LONGEST = 2000;

  private final OfModel model;
  private final String prefix;
  private final boolean frozen;
  private final Optional<Boolean> training;
  private final List<Remark> remarks;
  private final Map<String, String> names;
  private final Map<String, Shared<?>> layers = new HashMap<>();
  private final Map<Ref, Value> values = new HashMap<>();

  /**
   * Prepares one model.
   *
   * @param prefix of its layers' names in remarks
   * @param frozen whether a model around it is
   * @param training what its call says of training
   */
  private NetReader(
      OfModel model,
      String prefix,
      boolean frozen,
      Optional<Boolean> training,
      List<Remark> remarks) {
    this.model = model;
    this.prefix = prefix;
    this.frozen = frozen;
    this.training = training;
    this.remarks = remarks;
    this.names = names(model.layers().keySet(), Set.of());
  }

  /**
   * Reads a whole model.
   *
   * @param root with {@code class_name} and {@code config}
   * @throws ConfigException if it holds what Cornu lacks, or its parts do not fit together
   */
  static StoredNet read(Config root) {
    List<Remark> remarks = new ArrayList<>();
    try {
      OfModel model = ModelReader.read(root);
      requireInputs(model, "");
      List<Spec> inputs = new ArrayList<>();
      for (Optional<Spec> input : model.inputs().values()) {
        inputs.add(input.orElseThrow(NetReader::neverBuilt));
      }
      boolean frozen = !model.trainable();
      Net net = new NetReader(model, "", frozen, Optional.empty(), remarks).net(inputs);
      return StoredNet.of(model.name(), net, remarks);
    } catch (IllegalArgumentException e) {
      // One of a part of the configuration has its place already.
      throw e instanceof ConfigException placed && placed.getMessage().startsWith(root.path())
          ? placed
          : new ConfigException(root.path() + ": " + shortened(e.getMessage()), e);
    }
  }

  /** What layers say of all that they read may be very long. */
  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
  }

  private static void requireInputs(OfModel model, String place) {
    for (String name : model.inputs().keySet()) {
      // A Sequential of an early Keras may call its first layer as its input is called.
      if (model.kind() == NetKind.FUNCTIONAL && model.layers().containsKey(name)) {
        throw new ConfigException(
            "%sinput_layers: needs InputLayers, got \"%s\"".formatted(place, name));
      }
    }
  }

  private static ConfigException neverBuilt() {
    return new ConfigException(
        "the model was never built, so its input's shape is not known; call build() or begin it with"
            + " keras.Input before saving");
  }

  /** The net of inputs like these. */
  private Net net(List<Spec> specs) {
    List<Input> inputs = new ArrayList<>();
    Map<String, String> inputNames = names(model.inputs().keySet(), Set.copyOf(names.values()));
    for (String name : model.inputs().keySet()) {
      Input input = Input.of(specs.get(inputs.size())).named(inputNames.get(name));
      values.put(new Ref(name, 0, 0), input);
      inputs.add(input);
    }
    callAll();
    List<Value> outputs = model.outputs().stream().map(this::value).toList();
    List<String> order = model.layers().keySet().stream().map(names::get).toList();
    return Net.of(model.kind(), inputs, outputs, order);
  }

  /**
   * Names that a net takes: earlier Kerases took a slash, and one name for an input and a layer.
   */
  private static Map<String, String> names(Set<String> stored, Set<String> more) {
    Set<String> taken = new HashSet<>(more);
    Map<String, String> names = new HashMap<>();
    stored.stream()
        .filter(name -> !name.contains("/") && taken.add(name))
        .forEach(n -> names.put(n, n));
    for (String name : stored) {
      String free = withoutSlash(name);
      while (!names.containsKey(name) && !taken.add(free)) {
        free += "_";
      }
      names.putIfAbsent(name, free);
    }
    return names;
  }

  private static String withoutSlash(String name) {
    return name.replace('/', '_');
  }

  /** Each call when what it reads is there; files have them in any order. */
  private void callAll() {
    Map<Call, Integer> missing = new IdentityHashMap<>();
    Map<Ref, List<Call>> readers = new HashMap<>();
    Deque<Call> ready = new ArrayDeque<>();
    for (Call call : model.calls()) {
      List<Ref> awaited = call.reads().stream().filter(read -> !values.containsKey(read)).toList();
      awaited.forEach(read -> readers.computeIfAbsent(read, r -> new ArrayList<>()).add(call));
      missing.put(call, awaited.size());
      if (awaited.isEmpty()) {
        ready.add(call);
      }
    }
    int called = 0;
    while (!ready.isEmpty()) {
      called++;
      for (Ref given : call(ready.poll())) {
        for (Call reader : readers.getOrDefault(given, List.of())) {
          if (missing.merge(reader, -1, Integer::sum) == 0) {
            ready.add(reader);
          }
        }
      }
    }
    if (called < model.calls().size()) {
      throw stuck(model.calls().stream().filter(call -> missing.get(call) > 0).toList());
    }
  }

  /** Calls that wait for one another lie in a cycle; else one reads what no layer gives. */
  private ConfigException stuck(List<Call> waiting) {
    Set<String> names = new HashSet<>(waiting.stream().map(Call::layer).toList());
    for (Call call : waiting) {
      for (Ref read : call.reads()) {
        if (!values.containsKey(read) && !names.contains(read.layer())) {
          return new ConfigException(
              "layer \"%s\" reads output %d of call %d of \"%s\", which there is not"
                  .formatted(prefix + call.layer(), read.output(), read.call(), read.layer()));
        }
      }
    }
    return new ConfigException(
        "the layers %s read one another in a cycle, or what none gives"
            .formatted(names.stream().sorted().toList()));
  }

  private Value value(Ref ref) {
    Value value = values.get(ref);
    if (value == null) {
      throw new ConfigException(
          "output_layers: output %d of call %d of \"%s\", which there is not"
              .formatted(ref.output(), ref.call(), ref.layer()));
    }
    return value;
  }

  /** Makes a call, and says what it gives. */
  private List<Ref> call(Call call) {
    Value[] reads = call.reads().stream().map(values::get).toArray(Value[]::new);
    List<Spec> specs = List.of(reads).stream().map(Value::spec).toList();
    Stored stored = model.layer(call.layer());
    Optional<Boolean> own = call.training().filter(said -> !isUsual(said, stored));
    Optional<Boolean> says = own.or(() -> training);
    if (stored instanceof OfLayer layer) {
      if (call.number() == 0) {
        remarks.addAll(StoredRemarks.of(layer, prefix + call.layer(), says));
      }
    }
    Shared<?> shared =
        layers.computeIfAbsent(
            call.layer(), name -> Layers.shared(layer(stored, call.called(), specs, says)));
    Shared<?> called = call.called().<Shared<?>>map(shared::as).orElse(shared);
    Application made = called.apply(own, reads);
    List<Ref> given = new ArrayList<>();
    for (LayerOutput output : made.outputs()) {
      given.add(new Ref(call.layer(), call.number(), output.index()));
      values.put(given.get(output.index()), output);
    }
    return given;
  }

  /** Keras writes training=True of each preprocessing layer, which says no more than nothing. */
  private static boolean isUsual(boolean training, Stored stored) {
    return training
        && stored instanceof OfLayer layer
        && Preprocessing.classes().stream().anyMatch(row -> row.type().isInstance(layer.layer()));
  }

  private Layer layer(
      Stored stored, Optional<Layer> called, List<Spec> reads, Optional<Boolean> says) {
    boolean trained = stored.trainable() && !frozen;
    if (stored instanceof OfLayer layer) {
      return new Placed(
          called.orElse(layer.layer()),
          Optional.of(names.get(layer.name())),
          trained,
          Optional.of(layer.policy()));
    }
    if (stored instanceof OfSteps steps) {
      Spec sequence = reads.get(0);
      Spec step = new Spec(sequence.shape().tail(), sequence.dtype());
      return new Placed(
          new TimeDistributed(
              nested(
                  steps.model(), withoutSlash(steps.model().name()), trained, List.of(step), says)),
          Optional.of(names.get(steps.name())),
          trained,
          Optional.of(steps.policy()));
    }
    OfModel inner = (OfModel) stored;
    return new Placed(
        nested(inner, names.get(inner.name()), trained, reads, says),
        Optional.of(names.get(inner.name())),
        trained,
        Optional.empty());
  }

  private Nested nested(
      OfModel inner, String name, boolean trained, List<Spec> reads, Optional<Boolean> says) {
    requireInputs(inner, prefix + inner.name() + ": ");
    if (inner.inputs().size() != reads.size()) {
      throw new IllegalArgumentException(
          "model \"%s\" needs %d inputs, got %d"
              .formatted(prefix + inner.name(), inner.inputs().size(), reads.size()));
    }
    NetReader reader = new NetReader(inner, prefix + inner.name() + "/", !trained, says, remarks);
    return new Nested(name, reader.net(reads));
  }
}
