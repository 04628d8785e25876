package org.cornu.saving;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cornu.net.NetWeight;

/**
 * What the name of a variable in a legacy file says: {@code model/conv2d/kernel} in Keras 3, {@code
 * conv2d_1/kernel:0} in Keras 2, {@code convolution2d_1_W:0} in Keras 1, {@code Variable_7:0} where
 * it has none.
 *
 * @param parts of its path, without what TensorFlow adds
 */
record LegacyName(List<String> parts) {

  /** TensorFlow's number of the output, and what Keras adds where a layer has one name twice. */
  private static final Pattern OUTPUT = Pattern.compile(":\\d+(_\\d+)?$");

  private static final Pattern NAMELESS =
      Pattern.compile("(Variable|variable|param)(_\\d+)?|(m|v|vhat|moment)_\\d+");

  private static final Set<String> KNOWN =
      Set.of(
          "kernel", "recurrent_kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance");

  /**
   * Keras 1 has the layer's name and the weight's in one, that of a gate behind it, and a number
   * where it has made such a layer before.
   */
  private static final Pattern FIRST =
      Pattern.compile(
          "(.+?)_(W|U|b|gamma|beta|running_mean|running_std)(?:_([ifcozrh]))?(?:_\\d+)?");

  private static final Map<String, String> TODAY =
      Map.of(
          "W",
          "kernel",
          "U",
          "recurrent_kernel",
          "b",
          "bias",
          "running_mean",
          "moving_mean",
          "running_std",
          "moving_variance");

  /** Takes a name apart. */
  static LegacyName of(String name) {
    List<String> parts = parts(name);
    Matcher first = FIRST.matcher(parts.get(parts.size() - 1));
    if (parts.size() > 1 || !first.matches()) {
      return new LegacyName(parts);
    }
    String weight = first.group(2);
    return new LegacyName(List.of(first.group(1), TODAY.getOrDefault(weight, weight)));
  }

  private static List<String> parts(String name) {
    return List.of(OUTPUT.matcher(name).replaceFirst("").split("/"));
  }

  /** The gate that a name of Keras 1 is of: {@code i} of {@code lstm_1_W_i:0}. */
  static Optional<String> gate(String name) {
    List<String> parts = parts(name);
    Matcher first = FIRST.matcher(parts.get(parts.size() - 1));
    return parts.size() == 1 && first.matches()
        ? Optional.ofNullable(first.group(3))
        : Optional.empty();
  }

  /** The last part. */
  String last() {
    return parts.get(parts.size() - 1);
  }

  /** Whether it says nothing. */
  boolean isNameless() {
    return NAMELESS.matcher(last()).matches();
  }

  /** Whether it can be a weight's: it has its name, or none. */
  boolean fits(NetWeight weight) {
    String needed = weight.path().substring(weight.path().lastIndexOf('/') + 1);
    // Two variables of one name are kernel and kernel_1. What weights of the user's own layers
    // are called in Python is not known.
    String named = needed.equals("kernel") ? "(depthwise_)?kernel" : needed;
    return !KNOWN.contains(needed) || isNameless() || last().matches(named + "(_\\d+)?");
  }

  /** The name of the layer, if there is one. */
  Optional<String> layer() {
    return parts.size() > 1 ? Optional.of(parts.get(parts.size() - 2)) : Optional.empty();
  }
}
