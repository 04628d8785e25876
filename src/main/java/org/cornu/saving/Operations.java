package org.cornu.saving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.config.KerasClass;
import org.cornu.functions.FunctionLayer;
import org.cornu.layers.Layer;

/**
 * Functions of Keras's that are nodes of a functional model: {@code x * 2 + y}. Those that only
 * make masks are left out, as a mask travels by itself here.
 */
final class Operations {

  private static final String FUNCTIONS = "keras.src.ops.";

  private Operations() {}

  /**
   * Whether a node is a function: a {@code .keras} says so by its module; in a legacy file of Keras
   * 3 it is called as that calls, does not say whether it is trainable, and is of no class that is
   * a layer's alone.
   */
  static boolean is(Config node) {
    if (node.any("module").orElse(null) instanceof String module) {
      return module.startsWith(FUNCTIONS);
    }
    String className = node.text("class_name");
    return calls(node).stream()
            .anyMatch(call -> call instanceof Config each && isOfFunction(each, className))
        && !node.object("config").has("trainable")
        && !ModelReader.isModel(className)
        && !className.contains(">") // a class of a user's own
        && (isA(FunctionLayer.class, className) || !isA(Layer.class, className));
  }

  /** A layer that merges is given a list, a function of its name each value by itself. */
  private static boolean isOfFunction(Config call, String className) {
    return call.has("args")
        && (!isA(Layer.class, className)
            || className.equals("Concatenate")
            || call.list("args").stream().noneMatch(List.class::isInstance));
  }

  /** Whether it is the name of one of Keras's classes of a kind. */
  static boolean isA(Class<?> kind, String className) {
    return KerasClasses.BUILT_IN.builtIn().stream()
        .filter(row -> row.kind() == kind)
        .map(KerasClass::className)
        .anyMatch(className::equals);
  }

  /**
   * The nodes of a model without those that only make masks that travel, nor the calls' arguments
   * that are such masks.
   *
   * @param outputs {@code output_layers} of the model
   */
  static List<Config> withoutMasks(List<Config> nodes, Object outputs) {
    Set<String> functions = new HashSet<>();
    nodes.stream().filter(Operations::is).forEach(node -> functions.add(name(node)));
    if (functions.isEmpty()) {
      return nodes;
    }
    TravellingMasks masks = new TravellingMasks(nodes, functions);
    List<Config> without = nodes.stream().map(masks::leftOut).toList();
    Set<String> read = read(without, outputs);
    return without.stream()
        .filter(node -> !functions.contains(name(node)) || read.contains(name(node)))
        .map(node -> functions.contains(name(node)) ? FunctionCall.read(node) : node)
        .toList();
  }

  /** The function of a node; one that Cornu lacks is named, with what there is in its place. */
  static FunctionLayer function(Config node) {
    String className = node.text("class_name");
    if (!isA(FunctionLayer.class, className)) {
      throw new ConfigException(
          "%s: needs a layer, or a function that Cornu has among its Functions, got the function keras.ops.%s; say it by keras.layers, by other functions, or in a layer class of your own"
              .formatted(node.path(), KerasClass.snakeCase(className)));
    }
    return node.with("config", node.object("config").without("name"))
        .with("registered_name", null)
        .instance(FunctionLayer.class);
  }

  static String name(Config node) {
    return node.has("name") ? node.text("name") : node.object("config").text("name", "");
  }

  static List<?> calls(Config node) {
    return node.has("inbound_nodes") ? node.list("inbound_nodes") : List.of();
  }

  /** The names of the nodes that the outputs depend on. */
  private static Set<String> read(List<Config> nodes, Object outputs) {
    Map<String, Config> byName = new HashMap<>();
    nodes.forEach(node -> byName.put(name(node), node));
    Deque<String> open = new ArrayDeque<>();
    InboundNodes.refs(outputs).forEach(ref -> open.add(ref.layer()));
    Set<String> read = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      if (read.add(name) && byName.containsKey(name)) {
        List<Object> calls = new ArrayList<>(calls(byName.get(name)));
        InboundNodes.refs(calls).forEach(ref -> open.push(ref.layer()));
      }
    }
    return read;
  }
}
