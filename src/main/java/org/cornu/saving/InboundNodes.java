package org.cornu.saving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.layers.Layer;
import org.cornu.net.NetKind;
import org.cornu.saving.Stored.Call;
import org.cornu.saving.Stored.Ref;

/**
 * The calls of layers as a functional model holds them: in Keras 3 each with its arguments, of
 * which some are tensors, earlier as lists of {@code [layer, call, output, arguments]}. A model
 * that is a layer has called itself once before any other does; earlier Kerases count that, Keras 3
 * only in what the outer model gives, and only of a functional one.
 */
final class InboundNodes {

  private static final Set<Object> CONSTANTS = Set.of("__numpy__", "__tensor__");

  private final Map<String, NetKind> models;
  private final Map<String, Layer> layers;
  private boolean early;

  /**
   * Nodes of one model.
   *
   * @param models that are layers of it, by their names
   * @param layers its others, by their names
   */
  InboundNodes(Map<String, NetKind> models, Map<String, Layer> layers) {
    this.models = models;
    this.layers = layers;
  }

  /**
   * The calls of a layer.
   *
   * @param name of the layer
   * @param described with {@code inbound_nodes}; none for a layer that reads nothing
   */
  List<Call> of(String name, Config described) {
    List<Call> calls = new ArrayList<>();
    if (described.has("inbound_nodes")) {
      for (Object node : described.list("inbound_nodes")) {
        calls.add(call(name, calls.size(), node, described));
      }
    }
    return calls;
  }

  private Call call(String name, int number, Object node, Config described) {
    List<Ref> reads = new ArrayList<>();
    List<Config> arguments = new ArrayList<>();
    boolean isOfToday = node instanceof Config call && call.has("args");
    if (isOfToday) {
      Config call = (Config) node;
      requireNoNumber(described, name, call.list("args"));
      tensors(call.list("args"), reads, arguments);
      if (call.has("kwargs")) {
        arguments.add(named(call.object("kwargs"), reads));
      }
    } else if (node instanceof Config || node instanceof List<?>) {
      early = true;
      tensors(List.of(node), reads, arguments);
    } else {
      throw described.wrong("inbound_nodes", "a list of calls");
    }
    Optional<Layer> called = options(name, arguments, reads);
    if (!isOfToday) {
      Optional<Layer> heeding = reads.size() > 1 ? heedingMasks(name) : Optional.empty();
      called = heeding.isPresent() ? heeding : called;
      reads.replaceAll(read -> models.containsKey(read.layer()) ? earlier(read) : read);
    }
    arguments.forEach(each -> requireNoTensor(described, name, each));
    return new Call(name, number, reads, training(arguments), called);
  }

  /** An early Keras goes by masks also where a layer reads its first states. */
  private Optional<Layer> heedingMasks(String name) {
    return Optional.ofNullable(layers.get(name)).flatMap(FirstStates::heedingMasks);
  }

  /** The layer with the options that a call says, which are taken from its arguments. */
  private Optional<Layer> options(String name, List<Config> arguments, List<Ref> reads) {
    Optional<Layer> called = Optional.empty();
    boolean isSaid = false; // Keras 2 repeats the arguments beside each tensor
    for (int i = 0; i < arguments.size() && layers.containsKey(name); i++) {
      Config each = arguments.get(i);
      CallOptions.Said said =
          CallOptions.read(layers.get(name), each, isSaid ? new ArrayList<>() : reads);
      arguments.set(i, said.others());
      called = isSaid ? called : said.layer();
      isSaid |= !each.values().isEmpty();
    }
    return called;
  }

  /** The tensors among some values, in order, and the keyword arguments that lie beside them. */
  private static void tensors(Collection<?> values, List<Ref> reads, List<Config> arguments) {
    for (Object value : values) {
      if (value instanceof Config tensor && isTensor(tensor)) {
        reads.add(ref(tensor.object("config").list("keras_history"), tensor));
      } else if (value instanceof Config byName) {
        // As Keras does: by the names in their order.
        tensors(new TreeMap<>(byName.values()).values(), reads, arguments);
      } else if (value instanceof List<?> list) {
        if (isRef(list)) {
          reads.add(ref(list));
          // Up to Keras 2 a tensor's list ends with the call's arguments.
          list.stream()
              .skip(3)
              .filter(Config.class::isInstance)
              .map(Config.class::cast)
              .forEach(arguments::add);
        } else {
          tensors(list, reads, arguments);
        }
      }
    }
  }

  /** A layer may be given what it reads by Keras's name of it. */
  private static Config named(Config arguments, List<Ref> reads) {
    if (!reads.isEmpty() || !arguments.has("inputs")) {
      return arguments;
    }
    List<Object> inputs = new ArrayList<>();
    inputs.add(arguments.values().get("inputs"));
    tensors(inputs, reads, new ArrayList<>());
    return arguments.without("inputs");
  }

  /** What is read somewhere within a value. */
  static List<Ref> refs(Object value) {
    List<Ref> refs = new ArrayList<>();
    tensors(List.of(value), refs, new ArrayList<>());
    return refs;
  }

  /**
   * A layer whose calls do not say some argument.
   *
   * @param of whether it is left out, by its value
   */
  static Config without(Config layer, String argument, Predicate<Object> of) {
    if (!layer.has("inbound_nodes")) {
      return layer;
    }
    List<Object> calls = new ArrayList<>();
    for (Object each : layer.list("inbound_nodes")) {
      boolean says =
          each instanceof Config call
              && call.any("kwargs").orElse(null) instanceof Config arguments
              && arguments.any(argument).filter(of).isPresent();
      calls.add(says ? without((Config) each, argument) : each);
    }
    return layer.with("inbound_nodes", calls);
  }

  /** A call that does not say some argument. */
  static Config without(Config call, String argument) {
    return call.has("kwargs") ? call.with("kwargs", call.object("kwargs").without(argument)) : call;
  }

  /** Whether it names an output of a call: {@code [layer, call, output, ...]}. */
  static boolean isRef(List<?> list) {
    return list.size() >= 3
        && list.get(0) instanceof String
        && list.get(1) instanceof Integer
        && list.get(2) instanceof Integer;
  }

  private static boolean isTensor(Config config) {
    return "__keras_tensor__".equals(config.values().get("class_name"));
  }

  private static Ref ref(List<?> history, Config place) {
    if (!isRef(history)) {
      throw place.wrong("config", "a keras_history of [layer, call, output]");
    }
    return ref(history);
  }

  private static Ref ref(List<?> history) {
    return new Ref((String) history.get(0), (int) history.get(1), (int) history.get(2));
  }

  private static Ref earlier(Ref ref) {
    return new Ref(ref.layer(), ref.call() - 1, ref.output());
  }

  private static void requireNoNumber(Config described, String layer, List<?> arguments) {
    for (Object argument : arguments) {
      if (argument instanceof Number) {
        throw new ConfigException(
            "%s: layer \"%s\" is called with the number %s, which no layer of Cornu is"
                .formatted(described.path(), layer, argument));
      }
      if (argument instanceof List<?> several) {
        requireNoConstant(described, layer, several);
      }
    }
    requireNoConstant(described, layer, arguments);
  }

  /** An array of Python's, or a tensor with values. */
  private static void requireNoConstant(Config described, String layer, List<?> arguments) {
    for (Object argument : arguments) {
      if (argument instanceof Config value
          && CONSTANTS.contains(value.any("class_name").orElse(""))) {
        throw new ConfigException(
            "%s: layer \"%s\" is called with an array of numbers, which no layer of Cornu is"
                .formatted(described.path(), layer));
      }
    }
  }

  private static void requireNoTensor(Config described, String layer, Config arguments) {
    arguments
        .values()
        .forEach(
            (key, value) -> {
              List<Ref> found = new ArrayList<>();
              List<Object> argument = new ArrayList<>();
              argument.add(value);
              tensors(argument, found, new ArrayList<>());
              if (!found.isEmpty()) {
                throw new ConfigException(
                    "%s: layer \"%s\" reads a tensor by the name \"%s\", which no layer of Cornu does"
                        .formatted(described.path(), layer, key));
              }
            });
  }

  private static Optional<Boolean> training(List<Config> arguments) {
    return arguments.stream()
        .filter(each -> each.has("training"))
        .findFirst()
        .map(
            each ->
                each.values().get("training") instanceof Number number
                    ? number.doubleValue() != 0
                    : each.flag("training", true));
  }

  /**
   * What a model reads or gives: one {@code [layer, call, output]}, several in a list, or by names.
   * Asked when all calls are read.
   *
   * @param key {@code input_layers} or {@code output_layers}
   */
  List<Ref> ends(Config model, String key) {
    List<Ref> ends = new ArrayList<>();
    Object value = model.values().get(key);
    if (value instanceof Config || value instanceof List<?>) {
      tensors(List.of(value), ends, new ArrayList<>());
    }
    if (ends.isEmpty()) {
      throw model.wrong(key, "[layer, call, output], or several");
    }
    ends.replaceAll(end -> countsItself(models.get(end.layer())) ? earlier(end) : end);
    return ends;
  }

  private boolean countsItself(NetKind kind) {
    return kind == NetKind.FUNCTIONAL || early && kind == NetKind.SEQUENTIAL;
  }
}
