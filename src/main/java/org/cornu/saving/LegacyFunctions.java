package org.cornu.saving;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.functions.GetItem;
import org.cornu.functions.Operands;

/**
 * Functions of TensorFlow that are nodes of a model of Keras 2, as {@code x * 2 + y} and {@code
 * x[:, 1]} are there: a {@code TFOpLambda} or {@code SlicingOpLambda} that has its other values and
 * its options in the call. Put into the words of Keras 3, with numbers in the configuration as
 * {@link FunctionCall} has them.
 */
final class LegacyFunctions {

  private static final Set<String> CLASSES = Set.of("TFOpLambda", "SlicingOpLambda");

  /** What functions call their second value: matmul b, the others y. */
  private static final Set<String> SECOND = Set.of("y", "b");

  /** What stands in a call in the place of a layer where the first value is a number. */
  private static final String NUMBER = "_CONSTANT_VALUE";

  private static final String SLICE = "__operators__.getitem";

  private static final String L2_NORMALIZE = "math.l2_normalize";

  private static final String FUNCTIONS_OF_KERAS = "keras.src.ops.numpy";

  /** Options that change nothing where they have this value. */
  private static final Map<String, Object> USUAL =
      Map.of(
          "conjugate", false,
          "transpose_a", false,
          "transpose_b", false);

  /** A function as Keras 3 calls it, its options by what TensorFlow calls them. */
  private record Words(String module, String className, Map<String, String> options) {

    static Words of(String className) {
      return new Words(FUNCTIONS_OF_KERAS, className, Map.of());
    }

    static Words of(String className, String old, String now) {
      return new Words(FUNCTIONS_OF_KERAS, className, Map.of(old, now));
    }
  }

  private static final Map<String, Words> FUNCTIONS =
      Map.ofEntries(
          entry("__operators__.add", Words.of("Add")),
          entry("math.add", Words.of("Add")),
          entry("math.subtract", Words.of("Subtract")),
          entry("math.multiply", Words.of("Multiply")),
          entry("math.truediv", Words.of("TrueDivide")),
          entry("math.divide", Words.of("Divide")),
          entry("math.pow", Words.of("Power")),
          entry("math.maximum", Words.of("Maximum")),
          entry("math.minimum", Words.of("Minimum")),
          entry("math.equal", Words.of("Equal")),
          entry("math.not_equal", Words.of("NotEqual")),
          entry("math.greater", Words.of("Greater")),
          entry("math.greater_equal", Words.of("GreaterEqual")),
          entry("math.less", Words.of("Less")),
          entry("math.less_equal", Words.of("LessEqual")),
          entry("linalg.matmul", Words.of("Matmul")),
          entry("math.abs", Words.of("Absolute")),
          entry("math.negative", Words.of("Negative")),
          entry("math.square", Words.of("Square")),
          entry("math.sqrt", Words.of("Sqrt")),
          entry("math.rsqrt", Words.of("Rsqrt")),
          entry("math.reciprocal", Words.of("Reciprocal")),
          entry("math.exp", Words.of("Exp")),
          entry("math.log", Words.of("Log")),
          entry("math.log1p", Words.of("Log1p")),
          entry("math.sin", Words.of("Sin")),
          entry("math.cos", Words.of("Cos")),
          entry("math.sign", Words.of("Sign")),
          entry("math.floor", Words.of("Floor")),
          entry("math.ceil", Words.of("Ceil")),
          entry("math.erf", Words.of("Erf")),
          entry("nn.relu", Words.of("Relu")),
          entry("nn.relu6", Words.of("Relu6")),
          entry("nn.leaky_relu", Words.of("LeakyRelu", "alpha", "negative_slope")),
          entry("nn.elu", Words.of("Elu")),
          entry("nn.selu", Words.of("Selu")),
          entry("nn.gelu", Words.of("Gelu", "approximate", "approximate")),
          entry("nn.silu", Words.of("Silu")),
          entry("nn.softmax", Words.of("Softmax", "axis", "axis")),
          entry("nn.softsign", Words.of("Softsign")),
          entry("math.sigmoid", Words.of("Sigmoid")),
          entry("math.softplus", Words.of("Softplus")),
          entry("math.tanh", Words.of("Tanh")),
          entry("math.reduce_mean", reduction("Mean")),
          entry("math.reduce_sum", reduction("Sum")),
          entry("math.reduce_max", reduction("Max")),
          entry("math.reduce_min", reduction("Min")),
          entry("math.reduce_prod", reduction("Prod")),
          entry("math.reduce_std", reduction("Std")),
          entry("math.reduce_variance", reduction("Var")),
          entry("math.reduce_logsumexp", reduction("Logsumexp")),
          entry("concat", Words.of("Concatenate", "axis", "axis")),
          entry("stack", Words.of("Stack", "axis", "axis")),
          entry("reshape", Words.of("Reshape", "shape", "newshape")),
          entry("transpose", Words.of("Transpose", "perm", "axes")),
          entry("expand_dims", Words.of("ExpandDims", "axis", "axis")),
          entry("squeeze", Words.of("Squeeze", "axis", "axis")),
          entry("cast", Words.of("Cast", "dtype", "dtype")),
          entry(
              "clip_by_value",
              new Words(
                  FUNCTIONS_OF_KERAS,
                  "Clip",
                  Map.of("clip_value_min", "x_min", "clip_value_max", "x_max"))),
          entry(SLICE, Words.of("GetItem", "slice_spec", GetItem.KEY)),
          entry(L2_NORMALIZE, new Words("keras.src.ops.nn", "Normalize", Map.of("axis", "axis"))));

  private LegacyFunctions() {}

  private static Words reduction(String className) {
    return new Words(FUNCTIONS_OF_KERAS, className, Map.of("axis", "axis", "keepdims", "keepdims"));
  }

  /**
   * A model of Keras 2 whose functions are those of Keras 3.
   *
   * @throws ConfigException if there is none for one
   */
  static Config of(Config model) {
    return Dialects.eachLayer(
        model,
        node -> CLASSES.contains(node.any("class_name").orElse("")) ? translated(node) : node);
  }

  private static Config translated(Config node) {
    Config config = node.object("config");
    // A function of TensorFlow 1 is called compat.v1; those here take what those of 2 take.
    String name = config.text("function").replace("compat.v1.", "");
    List<Object> reads = new ArrayList<>();
    List<Object> numbers = new ArrayList<>();
    Map<String, Object> options = new LinkedHashMap<>();
    List<?> calls = node.list("inbound_nodes");
    if (calls.size() != 1 || !(calls.get(0) instanceof List<?> call) || call.isEmpty()) {
      throw lacking(node, "tf." + name + " in other than one call");
    }
    for (Object read : call.get(0) instanceof List<?> ? call : List.of(call)) {
      if (!(read instanceof List<?> list) || !argument(list, reads, numbers, options)) {
        throw lacking(node, "tf." + name + " of what is neither a layer's value nor a number");
      }
    }
    Words words = FUNCTIONS.get(name);
    Config now = config.emptied().with("name", config.any("name").orElse(null));
    if (numbers.stream().anyMatch(Number.class::isInstance)) {
      now = now.with(Operands.KEY, numbers);
    }
    for (Map.Entry<String, Object> option : options.entrySet()) {
      String old = option.getKey();
      String key = words == null ? null : words.options().get(old);
      if (key == null && !option.getValue().equals(USUAL.get(old))) {
        throw lacking(node, "tf." + name + " with " + old);
      }
      now = key == null ? now : now.with(key, value(config, key, option.getValue()));
    }
    if (words == null || name.equals(L2_NORMALIZE) && !now.has("axis")) {
      throw lacking(node, "tf." + name);
    }
    return node.with("module", words.module())
        .with("class_name", words.className())
        .with("registered_name", null)
        .with("config", withDefaults(name, now))
        .with("inbound_nodes", List.of(reads));
  }

  private static ConfigException lacking(Config node, String function) {
    return new ConfigException(
        "%s: layer \"%s\": needs a function that Cornu has among its Functions, got %s; in Keras, say it by layers, or give a layer class of your own"
            .formatted(node.path(), Operations.name(node), function));
  }

  /**
   * Takes a value that is read, the value beside it, and the options.
   *
   * @return whether each value is a layer's or a number
   */
  private static boolean argument(
      List<?> read, List<Object> reads, List<Object> numbers, Map<String, Object> options) {
    boolean isNumber = read.size() > 2 && NUMBER.equals(read.get(0));
    boolean isKnown = value(isNumber ? read.get(2) : read, reads, numbers);
    if (read.size() > 3 && read.get(3) instanceof Config others) {
      for (Map.Entry<String, Object> each : others.values().entrySet()) {
        if (SECOND.contains(each.getKey())) {
          isKnown &= value(each.getValue(), reads, numbers);
        } else if (each.getValue() != null && !each.getKey().equals("name")) {
          options.put(each.getKey(), each.getValue());
        }
      }
    }
    return isKnown;
  }

  private static boolean value(Object value, List<Object> reads, List<Object> numbers) {
    numbers.add(value instanceof Number ? value : null);
    if (value instanceof List<?> ref && InboundNodes.isRef(ref)) {
      reads.add(List.of(ref.get(0), ref.get(1), ref.get(2), Config.EMPTY));
      return true;
    }
    return value instanceof Number;
  }

  private static Object value(Config config, String key, Object value) {
    if (key.equals("dtype")) {
      return String.valueOf(value).replaceAll("<dtype: '(.*)'>", "$1");
    }
    if (!key.equals(GetItem.KEY)) {
      return value;
    }
    List<Object> parts = new ArrayList<>();
    for (Object part : value instanceof List<?> several ? several : List.of(value)) {
      // An ellipsis has a class already, and is refused by it.
      boolean isSlice = part instanceof Config slice && !slice.has("class_name");
      parts.add(
          isSlice ? config.emptied().with("class_name", "__slice__").with("config", part) : part);
    }
    return parts;
  }

  /** Where TensorFlow's defaults are not Keras's. */
  private static Config withDefaults(String function, Config config) {
    if (function.equals(L2_NORMALIZE)) {
      return config.with("epsilon", 1e-6); // TensorFlow's is of the square
    }
    boolean isExact = function.equals("nn.gelu") && !config.has("approximate");
    return isExact ? config.with("approximate", false) : config;
  }
}
