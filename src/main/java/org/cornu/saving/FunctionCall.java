package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.functions.FunctionLayer;
import org.cornu.functions.GetItem;
import org.cornu.functions.Operands;

/**
 * The call of a function that is a node: Keras has numbers, and the places of {@code x[:, 0]},
 * among its arguments; here they are of the function's configuration, and values alone are read.
 */
final class FunctionCall {

  private static final String GET_ITEM = "GetItem";

  /** These are given their values in a list. */
  private static final Set<String> LISTS = Set.of("Concatenate", "Stack");

  private FunctionCall() {}

  /** A node of a file with its numbers in its configuration; another stays as it is. */
  static Config read(Config node) {
    List<?> calls = node.list("inbound_nodes");
    if (calls.size() != 1 || !(calls.get(0) instanceof Config call) || !call.has("args")) {
      return node;
    }
    List<?> arguments = call.list("args");
    List<Object> values = new ArrayList<>();
    List<Object> numbers = new ArrayList<>();
    for (Object each : arguments) {
      boolean isNumber = each instanceof Number;
      numbers.add(isNumber ? each : null);
      if (!isNumber) {
        values.add(each);
      }
    }
    Config config = node.object("config");
    if (node.text("class_name").equals(GET_ITEM) && arguments.size() == 2) {
      config = config.with(GetItem.KEY, key(arguments.get(1)));
      values = List.of(arguments.get(0));
    } else if (values.size() < arguments.size()) {
      config = config.with(Operands.KEY, numbers);
    }
    return node.with("config", config).with("inbound_nodes", List.of(call.with("args", values)));
  }

  /** A key of one part stands by itself. */
  private static Object key(Object key) {
    if (key instanceof List<?>) {
      return key;
    }
    List<Object> one = new ArrayList<>();
    one.add(key);
    return one;
  }

  /** A function's configuration without what Keras has in its call. */
  static Config written(Config config) {
    return config.without(Operands.KEY, GetItem.KEY);
  }

  /** The arguments of a function's call. */
  static List<?> arguments(FunctionLayer function, List<Config> read) {
    Config config = function.config();
    if (LISTS.contains(function.className())) {
      return List.of(read);
    }
    List<Object> arguments = new ArrayList<>();
    if (config.has(Operands.KEY)) {
      int next = 0;
      for (Object number : config.list(Operands.KEY)) {
        arguments.add(number == null ? read.get(next++) : number);
      }
    } else {
      arguments.addAll(read);
    }
    config.any(GetItem.KEY).ifPresent(arguments::add);
    return arguments;
  }
}
