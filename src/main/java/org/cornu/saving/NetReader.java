package org.cornu.saving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.Spec;
import org.cornu.layers.Application;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Layers;
import org.cornu.layers.Placed;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.cornu.net.Nested;
import org.cornu.net.Net;
import org.cornu.saving.Stored.Call;
import org.cornu.saving.Stored.OfLayer;
import org.cornu.saving.Stored.OfModel;
import org.cornu.saving.Stored.Ref;

/** Makes the net that a file describes: its calls are made again, one after another. */
final class NetReader {

  private final OfModel model;
  private final String prefix;
  private final boolean frozen;
  private final Optional<Boolean> training;
  private final List<Remark> remarks;
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
  }

  /**
   * Reads a whole model.
   *
   * @param root with {@code class_name} and {@code config}
   * @throws ConfigException if it holds what Cornu lacks, or its parts do not fit together
   */
  static StoredNet read(Config root) {
    OfModel model = ModelReader.read(root);
    List<Spec> inputs = new ArrayList<>();
    for (Optional<Spec> input : model.inputs().values()) {
      inputs.add(
          input.orElseThrow(
              () ->
                  new ConfigException(
                      root.path()
                          + ": the model was never built, so its input's shape is not known; call build() or"
                          + " begin it with keras.Input before saving")));
    }
    List<Remark> remarks = new ArrayList<>();
    try {
      boolean frozen = !model.trainable();
      Net net = new NetReader(model, "", frozen, Optional.empty(), remarks).net(inputs);
      return StoredNet.of(model.name(), net, remarks);
    } catch (ConfigException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(root.path() + ": " + e.getMessage(), e);
    }
  }

  /** The net of inputs like these. */
  private Net net(List<Spec> specs) {
    List<Input> inputs = new ArrayList<>();
    for (String name : model.inputs().keySet()) {
      Input input = Input.of(specs.get(inputs.size())).named(name);
      values.put(new Ref(name, 0, 0), input);
      inputs.add(input);
    }
    callAll();
    List<Value> outputs = model.outputs().stream().map(this::value).toList();
    return Net.of(model.kind(), inputs, outputs, List.copyOf(model.layers().keySet()));
  }

  /** Each call when what it reads is there; files have them in any order. */
  private void callAll() {
    List<Call> open = model.calls();
    while (!open.isEmpty()) {
      List<Call> waiting = new ArrayList<>();
      for (Call call : open) {
        if (values.keySet().containsAll(call.reads())) {
          call(call);
        } else {
          waiting.add(call);
        }
      }
      if (waiting.size() == open.size()) {
        throw stuck(waiting);
      }
      open = waiting;
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

  private void call(Call call) {
    Value[] reads = call.reads().stream().map(values::get).toArray(Value[]::new);
    List<Spec> specs = List.of(reads).stream().map(Value::spec).toList();
    Stored stored = model.layer(call.layer());
    Optional<Boolean> says = call.training().or(() -> training);
    if (stored instanceof OfLayer layer) {
      StoredOptions.requireLast(layer.softmaxAxis(), specs.get(0).shape(), prefix + call.layer());
      if (call.number() == 0) {
        remarks.addAll(StoredRemarks.of(layer, prefix + call.layer(), says));
      }
    }
    Shared<?> shared =
        layers.computeIfAbsent(call.layer(), name -> Layers.shared(layer(stored, specs, says)));
    Application made = shared.apply(call.training(), reads);
    for (int i = 0; i < made.outputs().size(); i++) {
      values.put(new Ref(call.layer(), call.number(), i), made.outputs().get(i));
    }
  }

  private Layer layer(Stored stored, List<Spec> reads, Optional<Boolean> says) {
    boolean trained = stored.trainable() && !frozen;
    if (stored instanceof OfLayer layer) {
      return new Placed(layer.layer(), Optional.of(layer.name()), trained, layer.policy());
    }
    OfModel inner = (OfModel) stored;
    NetReader reader = new NetReader(inner, prefix + inner.name() + "/", !trained, says, remarks);
    List<Spec> inputs = new ArrayList<>(reads);
    if (inner.inputs().size() != reads.size()) {
      throw new IllegalArgumentException(
          "model \"%s\" needs %d inputs, got %d"
              .formatted(prefix + inner.name(), inner.inputs().size(), reads.size()));
    }
    Net net = reader.net(inputs);
    return new Placed(
        new Nested(inner.name(), net), Optional.of(inner.name()), trained, DTypePolicy.FLOAT32);
  }
}
