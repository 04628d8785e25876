package org.cornu.saving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.cornu.activations.ActivationFunction;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.config.KerasClass;
import org.cornu.layers.Layer;
import org.cornu.saving.Stored.Ref;

/**
 * Functions of Keras's that are nodes of a functional model, as if they were layers: {@code x * 2 +
 * y}. Those that only make masks are left out, as a mask travels by itself here; others become the
 * layers that compute the same, and those that none does stay, to be complained of.
 */
final class Operations {

  private static final String FUNCTIONS = "keras.src.ops.";

  /** Functions that go by no layer's name; Keras makes masks of most. */
  private static final Set<String> NAMELESS =
      Set.of(
          "NotEqual",
          "Any",
          "ExpandDims",
          "ZerosLike",
          "OnesLike",
          "LogicalOr",
          "Negative",
          "Mean",
          "Max");

  private static final Set<String> MERGING =
      Set.of("Add", "Subtract", "Multiply", "Maximum", "Minimum");

  private Operations() {}

  /**
   * Whether a node is a function: a {@code .keras} says so by its module; in a legacy file of Keras
   * 3 it is what is called with a number, or of no class of layers.
   */
  private static boolean is(Config node) {
    Object module = node.any("module").orElse(null);
    return module instanceof String name
        ? name.startsWith(FUNCTIONS)
        : !ModelReader.isModel(node.text("class_name"))
            && calls(node).stream()
                .anyMatch(
                    call -> isFunctions(call, node.text("class_name"), node.object("config")));
  }

  private static boolean isFunctions(Object call, String className, Config options) {
    return call instanceof Config each
        && each.has("args")
        && (each.list("args").stream().anyMatch(Number.class::isInstance)
            || InboundNodes.tensors(each.list("args")).stream().anyMatch(Operations::isTruth)
            || !isLayer(className) && activation(className).isPresent()
            || MERGING.contains(className) && each.list("args").size() > 1
            || className.equals("Concatenate") && !options.has("trainable")
            || NAMELESS.contains(className));
  }

  /** Keras merges masks by what also merges values. */
  private static boolean isTruth(Config tensor) {
    return tensor.object("config").text("dtype", "").equals("bool");
  }

  private static boolean isLayer(String className) {
    return KerasClasses.BUILT_IN.builtIn().stream()
        .anyMatch(row -> row.kind() == Layer.class && row.className().equals(className));
  }

  /** What files call the activation that a function is: {@code LeakyReLU} for LeakyRelu. */
  private static Optional<String> activation(String function) {
    String name = KerasClass.snakeCase(function);
    return KerasClasses.BUILT_IN.builtIn().stream()
        .filter(row -> row.kind() == ActivationFunction.class)
        .map(KerasClass::className)
        .filter(each -> each.equalsIgnoreCase(function) || each.equals(name))
        .max(
            Comparator.comparing((String each) -> each.equals(function))
                .thenComparing(each -> !each.equals(name)));
  }

  /**
   * The nodes of a model, with layers in place of functions.
   *
   * @param outputs {@code output_layers} of the model
   * @param masked whether the file has masks
   */
  static List<Config> asLayers(List<Config> nodes, Object outputs, boolean masked) {
    if (nodes.stream().noneMatch(Operations::is)) {
      return nodes;
    }
    Set<String> read = read(nodes, outputs);
    Set<String> functions = new HashSet<>();
    nodes.stream().filter(Operations::is).forEach(node -> functions.add(name(node)));
    Set<String> masks = new HashSet<>();
    List<Config> layers = new ArrayList<>();
    for (Config node : nodes) {
      if (!is(node)) {
        layers.add(node);
      } else if (read.contains(name(node))) {
        Optional<Config> layer = asLayer(node);
        if (masked && layer.isPresent()) {
          Unmasked unmasked = Unmasked.of(layer.get(), functions);
          layers.addAll(unmasked.ends());
          layers.add(unmasked.layer());
        } else {
          layers.add(layer.orElse(node));
        }
      } else {
        masks.add(name(node));
      }
    }
    if (!masked) {
      return layers;
    }
    return layers.stream().map(layer -> withoutMasks(layer, masks)).toList();
  }

  /** A function that is left, and is called as a layer is, computes something else. */
  static void requireLayer(Config node) {
    String className = node.text("class_name");
    if (is(node) && isLayer(className) && !node.object("config").has("trainable")) {
      throw new ConfigException(
          "%s: needs layers, got the function %s of keras.ops, which no layer of Cornu computes of these arguments; write it with keras.layers"
              .formatted(node.path(), className));
    }
  }

  private static String name(Config node) {
    return node.has("name") ? node.text("name") : node.object("config").text("name", "");
  }

  /** The names of the nodes that the outputs depend on, by other ways than a mask. */
  private static Set<String> read(List<Config> nodes, Object outputs) {
    Map<String, Config> byName = new HashMap<>();
    nodes.forEach(node -> byName.put(name(node), node));
    Deque<String> open = new ArrayDeque<>();
    InboundNodes.refs(outputs).forEach(ref -> open.add(ref.layer()));
    Set<String> read = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      if (read.add(name) && byName.containsKey(name)) {
        for (Object call : calls(byName.get(name))) {
          InboundNodes.refs(call instanceof Config node ? InboundNodes.without(node, "mask") : call)
              .forEach(ref -> open.push(ref.layer()));
        }
      }
    }
    return read;
  }

  private static List<?> calls(Config node) {
    return node.has("inbound_nodes") ? node.list("inbound_nodes") : List.of();
  }

  /** A layer whose calls are not told of masks that would be what travels by itself. */
  private static Config withoutMasks(Config layer, Set<String> masks) {
    return InboundNodes.without(
        layer,
        "mask",
        mask -> InboundNodes.refs(mask).stream().map(Ref::layer).allMatch(masks::contains));
  }

  private static Optional<Config> asLayer(Config node) {
    List<?> calls = calls(node);
    if (calls.size() != 1 || !(calls.get(0) instanceof Config call) || !call.has("args")) {
      return Optional.empty();
    }
    List<Config> tensors = InboundNodes.tensors(call.list("args"));
    Config described = node.object("config");
    return layer(node.text("class_name"), call.list("args"), tensors, described.without("name"))
        .map(
            layer ->
                node.with("module", "keras.layers")
                    .with("registered_name", null)
                    .with("class_name", layer.className)
                    .with(
                        "config",
                        described
                            .emptied()
                            .with(layer.config)
                            .with("name", described.text("name", "")))
                    .with("inbound_nodes", List.of(call.with("args", tensors))));
  }

  private record As(String className, Config config) {}

  private static Optional<As> layer(
      String function, List<?> args, List<Config> tensors, Config options) {
    if (function.equals("Concatenate")) {
      return Optional.of(new As(function, Config.of("axis", options.integer("axis", -1))));
    }
    if (tensors.size() == 2 && rank(tensors.get(0)) == rank(tensors.get(1))) {
      return MERGING.contains(function)
          ? Optional.of(new As(function, Config.EMPTY))
          : Optional.empty();
    }
    if (tensors.size() != 1) {
      return Optional.empty();
    }
    if (args.size() == 2) {
      boolean first = args.get(0) instanceof Number;
      return args.get(first ? 0 : 1) instanceof Number number
          ? withNumber(function, number.doubleValue(), first)
          : Optional.empty();
    }
    return switch (function) {
      case "Negative" -> scaled(-1, 0);
      case "Mean" -> pooled("Average", rank(tensors.get(0)), options);
      case "Max" -> pooled("Max", rank(tensors.get(0)), options);
      default -> activation(function).map(name -> activation(name, options));
    };
  }

  /** The number of axes of a tensor, the batch counted. */
  private static int rank(Config tensor) {
    return tensor.object("config").list("shape").size();
  }

  /**
   * A function of a tensor and a number.
   *
   * @param first whether the number comes first
   */
  private static Optional<As> withNumber(String function, double number, boolean first) {
    return switch (function) {
      case "Add" -> scaled(1, number);
      case "Subtract" -> first ? scaled(-1, number) : scaled(1, -number);
      case "Multiply" -> scaled(number, 0);
      case "Divide", "TrueDivide" -> first ? Optional.empty() : scaled(1 / number, 0);
      default -> Optional.empty();
    };
  }

  private static Optional<As> scaled(double scale, double offset) {
    return Optional.of(new As("Rescaling", Config.of("scale", scale).with("offset", offset)));
  }

  /** Over all axes but the batch and the channels. */
  private static Optional<As> pooled(String pool, int rank, Config options) {
    Object axes = options.any("axis").orElse(null);
    List<?> list =
        axes instanceof List<?> several ? several : axes == null ? List.of() : List.of(axes);
    List<Integer> counted =
        list.stream()
            .filter(Integer.class::isInstance)
            .map(axis -> (Integer) axis < 0 ? (Integer) axis + rank : (Integer) axis)
            .sorted()
            .toList();
    boolean fits =
        rank >= 3 && rank <= 5 && IntStream.range(1, rank - 1).boxed().toList().equals(counted);
    String name = "Global%sPooling%dD".formatted(pool, rank - 2);
    return fits
        ? Optional.of(new As(name, Config.of("keepdims", options.flag("keepdims", false))))
        : Optional.empty();
  }

  /** By its name, or with its options. */
  private static As activation(String name, Config options) {
    Object described =
        options.values().isEmpty()
            ? KerasClass.snakeCase(name)
            : options
                .emptied()
                .with("module", "keras.src.ops.nn")
                .with("class_name", name)
                .with("config", options);
    return new As("Activation", Config.of("activation", described));
  }
}
