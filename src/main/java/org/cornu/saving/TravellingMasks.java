package org.cornu.saving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.saving.Stored.Ref;

/**
 * Which masks in the calls of a functional model are those that travel with its values. Keras 3
 * writes them as it does a user's own: as functions of what a layer has read that makes masks. One
 * that travels is made of what such a layer behind the call has read, by functions by which Keras
 * makes masks, and of the number that the layer masks; any other is the user's, and stays.
 */
final class TravellingMasks {

  /** The arguments that are masks of what a call reads. */
  private static final List<String> NAMES = List.of("mask", "query_mask", "value_mask", "key_mask");

  /** By these Keras makes a mask of others. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "Any",
          "ExpandDims",
          "Squeeze",
          "BroadcastTo",
          "LogicalOr",
          "Concatenate",
          "ConvertToTensor");

  /** By these it makes one of a value that has none. */
  private static final Set<String> OF_SHAPES = Set.of("ZerosLike", "OnesLike");

  private final Map<String, Config> nodes = new HashMap<>();
  private final Set<String> functions;

  /**
   * Those of one model.
   *
   * @param functions the names of the nodes that are functions
   */
  TravellingMasks(List<Config> nodes, Set<String> functions) {
    nodes.forEach(node -> this.nodes.put(Operations.name(node), node));
    this.functions = functions;
  }

  /** A node whose calls do not say what travels by itself. */
  Config leftOut(Config node) {
    if (!node.has("inbound_nodes")) {
      return node;
    }
    List<Object> calls = new ArrayList<>();
    for (Object each : node.list("inbound_nodes")) {
      calls.add(each instanceof Config call && call.has("args") ? ofUser(call) : each);
    }
    return node.with("inbound_nodes", calls);
  }

  private Config ofUser(Config call) {
    Config left = call;
    for (String name : NAMES) {
      left = travels(call, name) ? without(left, name) : left;
    }
    return left;
  }

  /** Beside first states Keras says none by itself: there its user wants it heeded. */
  private static Config without(Config call, String name) {
    Config arguments = call.object("kwargs");
    return arguments.has(CallOptions.STATES)
        ? call.with("kwargs", arguments.with(name, true))
        : InboundNodes.without(call, name);
  }

  /** The sources of the masks behind a value. */
  private record Makers(Set<Ref> reads, Set<Double> numbers, boolean[] hasModels) {}

  private boolean travels(Config call, String name) {
    if (!(call.any("kwargs").orElse(null) instanceof Config arguments) || !arguments.has(name)) {
      return false;
    }
    Makers makers = new Makers(new HashSet<>(), new HashSet<>(), new boolean[1]);
    find(call.list("args"), makers, new HashSet<>());
    List<Ref> masks = refs(arguments.values().get(name));
    // Which masks a model makes that is a layer is not told; they are taken for its own.
    return makers.hasModels[0]
        || !makers.numbers.isEmpty() && masks.stream().allMatch(ref -> isMask(ref, makers));
  }

  /** The layers behind some values that make masks, as far as masks travel: functions end them. */
  private void find(Object values, Makers makers, Set<String> seen) {
    for (Ref ref : refs(values)) {
      Config node = nodes.get(ref.layer());
      if (node == null || functions.contains(ref.layer()) || !seen.add(ref.layer())) {
        continue;
      }
      Config config = node.object("config");
      switch (node.text("class_name")) {
        case "Masking" -> add(node, config.number("mask_value", 0), makers);
        case "Embedding" -> {
          if (config.flag("mask_zero", false)) {
            add(node, 0, makers);
          }
        }
        default -> makers.hasModels[0] |= ModelReader.isModel(node.text("class_name"));
      }
      find(Operations.calls(node), makers, seen);
    }
  }

  private static void add(Config node, double number, Makers makers) {
    makers.reads.addAll(refs(Operations.calls(node)));
    makers.numbers.add(number);
  }

  private boolean isMask(Ref ref, Makers makers) {
    if (!functions.contains(ref.layer())) {
      return false;
    }
    Config node = nodes.get(ref.layer());
    String className = node.text("class_name");
    List<?> calls = Operations.calls(node);
    if (className.equals("NotEqual") && calls.get(0) instanceof Config call && call.has("args")) {
      return makers.reads.containsAll(refs(calls))
          && call.list("args").stream()
              .filter(Number.class::isInstance)
              .allMatch(number -> makers.numbers.contains(((Number) number).doubleValue()));
    }
    return OF_SHAPES.contains(className)
        || OF_OTHERS.contains(className)
            && refs(calls).stream().allMatch(each -> isMask(each, makers));
  }

  private static List<Ref> refs(Object values) {
    List<Object> all = new ArrayList<>();
    all.add(values);
    return InboundNodes.refs(all);
  }
}
