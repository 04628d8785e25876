package org.cornu.saving;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.functions.GetItem;
import org.cornu.functions.Operands;

/**
 * Functions of TensorFlow that are nodes of a model of Keras 2, as {@code x * 2 + y} is there: a
 * {@code TFOpLambda} that has its other values and its options in the call. Put into the words of
 * Keras 3, with numbers in the configuration as {@link FunctionCall} has them.
 */
final class LegacyFunctions {

  /** What a function of two values calls its second, and one of a matrix its own. */
  private static final Set<String> SECOND = Set.of("y", "b");

  /** What stands in a call in the place of a layer where the first value is a number. */
  private static final String NUMBER = "_CONSTANT_VALUE";

  private static final String SLICE = "__operators__.getitem";

  private static final String FUNCTIONS_OF_KERAS = "keras.src.ops.numpy";

  /** Options that change nothing where they have this value. */
  private static final Map<String, Object> USUAL =
      Map.of(
          "conjugate", false,
          "transpose_a", false,
          "transpose_b", false,
          "preserve_aspect_ratio", false,
          "antialias", false);

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
          entry(
              "math.l2_normalize",
              new Words("keras.layers", "UnitNormalization", Map.of("axis", "axis"))),
          entry(
              "image.resize",
              new Words(
                  "keras.layers", "Resizing", Map.of("size", "size", "method", "interpolation"))));

  private LegacyFunctions() {}

  private static Words reduction(String className) {
    return new Words(FUNCTIONS_OF_KERAS, className, Map.of("axis", "axis", "keepdims", "keepdims"));
  }

  /** A model of Keras 2 whose functions are those of Keras 3, but for those that there are not. */
  static Config of(Config model) {
    if (!(model.any("config").orElse(null) instanceof Config config)) {
      return model;
    }
    if (config.any("layers").orElse(null) instanceof List<?>) {
      List<Config> layers = config.objects("layers").stream().map(LegacyFunctions::of).toList();
      return model.with("config", config.with("layers", layers));
    }
    boolean isFunction = String.valueOf(model.values().get("class_name")).endsWith("OpLambda");
    return isFunction ? translated(model, config) : model;
  }

  /** Some functions have gone by two names. */
  private static String name(Config config) {
    return String.valueOf(config.values().get("function")).replace("compat.v1.", "");
  }

  private static Config translated(Config node, Config config) {
    List<Object> reads = new ArrayList<>();
    List<Object> numbers = new ArrayList<>();
    Map<String, Object> options = new LinkedHashMap<>();
    List<?> calls = node.list("inbound_nodes");
    List<?> call = (List<?>) calls.get(0); // a function is called once
    if (call.get(0) instanceof List<?>) {
      call.forEach(each -> argument((List<?>) each, reads, numbers, options));
    } else {
      argument(call, reads, numbers, options);
    }
    Words words = FUNCTIONS.get(name(config));
    boolean isKnown =
        words != null
            && options.entrySet().stream()
                .allMatch(
                    option ->
                        words.options().containsKey(option.getKey())
                            || option.getValue().equals(USUAL.get(option.getKey())));
    Config now = config.emptied().with("name", config.any("name").orElse(null));
    if (!isKnown) {
      String shown = "tf." + name(config) + (options.isEmpty() ? "" : " with " + options);
      return node.with("module", FUNCTIONS_OF_KERAS).with("class_name", shown).with("config", now);
    }
    if (numbers.stream().anyMatch(Number.class::isInstance)) {
      now = now.with(Operands.KEY, numbers);
    }
    for (Map.Entry<String, Object> option : options.entrySet()) {
      String key = words.options().get(option.getKey());
      now = key == null ? now : with(now, key, option.getValue());
    }
    return node.with("module", words.module())
        .with("class_name", words.className())
        .with("registered_name", null)
        .with("config", withDefaults(words.className(), now))
        .with("inbound_nodes", List.of(reads));
  }

  /** A value that is read, the values beside it, and the options. */
  private static void argument(
      List<?> read, List<Object> reads, List<Object> numbers, Map<String, Object> options) {
    value(read.get(0).equals(NUMBER) ? read.get(2) : read, reads, numbers);
    if (read.size() < 4 || !(read.get(3) instanceof Config others)) {
      return;
    }
    others
        .values()
        .forEach(
            (key, value) -> {
              if (SECOND.contains(key)) {
                value(value, reads, numbers);
              } else if (value != null && !key.equals("name")) {
                options.put(key, value);
              }
            });
  }

  private static void value(Object value, List<Object> reads, List<Object> numbers) {
    numbers.add(value instanceof Number ? value : null);
    if (value instanceof List<?> ref) {
      reads.add(List.of(ref.get(0), ref.get(1), ref.get(2), Config.EMPTY));
    }
  }

  private static Config with(Config config, String key, Object value) {
    return switch (key) {
      case "size" -> {
        List<?> size = (List<?>) value;
        yield config.with("height", size.get(0)).with("width", size.get(1));
      }
      case "dtype" -> config.with(key, String.valueOf(value).replaceAll("<dtype: '(.*)'>", "$1"));
      case GetItem.KEY ->
          config.with(key, ((List<?>) value).stream().map(each -> part(config, each)).toList());
      default -> config.with(key, value);
    };
  }

  private static Object part(Config config, Object part) {
    return part instanceof Config slice
        ? config.emptied().with("class_name", "__slice__").with("config", slice)
        : part;
  }

  /** Where TensorFlow's defaults are not Keras's. */
  private static Config withDefaults(String className, Config config) {
    return switch (className) {
      case "Gelu" -> config.has("approximate") ? config : config.with("approximate", false);
      default -> config;
    };
  }
}
