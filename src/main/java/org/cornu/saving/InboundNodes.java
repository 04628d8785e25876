package org.cornu.saving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.saving.Stored.Call;
import org.cornu.saving.Stored.Ref;

/**
 * The calls of a layer as a functional model holds them: in Keras 3 each with its arguments, of
 * which some are tensors, earlier as lists of {@code [layer, call, output, arguments]}.
 */
final class InboundNodes {

  private InboundNodes() {}

  /**
   * The calls of a layer.
   *
   * @param name of the layer
   * @param described with {@code inbound_nodes}; none for a layer that reads nothing
   */
  static List<Call> of(String name, Config described) {
    List<Call> calls = new ArrayList<>();
    if (described.has("inbound_nodes")) {
      for (Object node : described.list("inbound_nodes")) {
        calls.add(call(name, calls.size(), node, described));
      }
    }
    return calls;
  }

  private static Call call(String name, int number, Object node, Config described) {
    List<Ref> reads = new ArrayList<>();
    List<Config> arguments = new ArrayList<>();
    if (node instanceof Config call) {
      tensors(call.list("args"), reads, arguments);
      if (call.has("kwargs")) {
        arguments.add(call.object("kwargs"));
      }
    } else if (node instanceof List<?> tensors) {
      tensors(tensors, reads, arguments);
    } else {
      throw described.wrong("inbound_nodes", "a list of calls");
    }
    arguments.forEach(each -> requireNoTensor(described, name, each));
    return new Call(name, number, reads, training(arguments));
  }

  /** The tensors among some values, in order, and the keyword arguments that lie beside them. */
  private static void tensors(Collection<?> values, List<Ref> reads, List<Config> arguments) {
    for (Object value : values) {
      if (value instanceof Config tensor && isTensor(tensor)) {
        reads.add(ref(tensor.object("config").list("keras_history"), tensor));
      } else if (value instanceof Config named) {
        // Up to Keras 2 a tensor's list ends with the call's arguments.
        arguments.add(named);
      } else if (value instanceof List<?> list) {
        if (isRef(list)) {
          reads.add(new Ref((String) list.get(0), (int) list.get(1), (int) list.get(2)));
          tensors(list.subList(3, list.size()), reads, arguments);
        } else {
          tensors(list, reads, arguments);
        }
      }
    }
  }

  private static boolean isRef(List<?> list) {
    return list.size() >= 3
        && list.get(0) instanceof String
        && list.get(1) instanceof Integer
        && list.get(2) instanceof Integer;
  }

  private static boolean isTensor(Config config) {
    return config.text("class_name", "").equals("__keras_tensor__");
  }

  private static Ref ref(List<?> history, Config place) {
    if (!isRef(history)) {
      throw place.wrong("config", "a keras_history of [layer, call, output]");
    }
    return new Ref((String) history.get(0), (int) history.get(1), (int) history.get(2));
  }

  private static void requireNoTensor(Config described, String layer, Config arguments) {
    arguments
        .values()
        .forEach(
            (key, value) -> {
              if (value instanceof Config tensor && isTensor(tensor)) {
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
   *
   * @param key {@code input_layers} or {@code output_layers}
   */
  static List<Ref> ends(Config model, String key) {
    List<Ref> ends = new ArrayList<>();
    Object value = model.values().get(key);
    Collection<?> values =
        value instanceof Config byName ? byName.values().values() : model.list(key);
    List<Object> each =
        isRef(List.copyOf(values)) ? List.of(List.copyOf(values)) : List.copyOf(values);
    tensors(each, ends, new ArrayList<>());
    if (ends.isEmpty()) {
      throw model.wrong(key, "[layer, call, output], or several");
    }
    return ends;
  }
}
