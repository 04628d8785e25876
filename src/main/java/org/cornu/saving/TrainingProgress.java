package org.cornu.saving;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.cornu.config.Config;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/**
 * How far Cornu has trained a model; Keras has no place for it, and passes over it.
 *
 * @param seed that the model's shuffles and masks are drawn from; empty in Keras's own files
 * @param epochs trained
 * @param classNames of the data that it was trained on; empty if they had none
 * @param run of a checkpoint, what the run needs to go on; else empty
 * @param arrays of a checkpoint, by their names
 */
public record TrainingProgress(
    OptionalLong seed,
    int epochs,
    List<String> classNames,
    Config run,
    Map<String, FloatNdArray> arrays) {

  private static final String CLASS_NAMES = "class_names";

  /** Of a file that Keras wrote. */
  public static final TrainingProgress NONE = of(List.of());

  /** Of a model that is only asked. */
  static TrainingProgress of(List<String> classNames) {
    return new TrainingProgress(OptionalLong.empty(), 0, classNames);
  }

  /** Between two runs. */
  public TrainingProgress(OptionalLong seed, int epochs, List<String> classNames) {
    this(seed, epochs, classNames, Config.EMPTY, Map.of());
  }

  Config config() {
    Config config = Config.of("epochs", epochs);
    if (seed.isPresent()) {
      config = config.with("seed", Long.toString(seed.getAsLong()));
    }
    if (!classNames.isEmpty()) {
      config = config.with(CLASS_NAMES, classNames);
    }
    if (run.values().isEmpty()) {
      return config;
    }
    List<Config> shapes =
        arrays.entrySet().stream()
            .map(array -> Config.of("name", array.getKey()).with("shape", sizes(array.getValue())))
            .toList();
    return config.with("run", run).with("arrays", shapes);
  }

  private static List<Integer> sizes(FloatNdArray array) {
    return Arrays.stream(array.shape().asArray()).mapToObj(Math::toIntExact).toList();
  }

  static TrainingProgress from(Config config) {
    return new TrainingProgress(
        config.has("seed") ? OptionalLong.of(seed(config)) : OptionalLong.empty(),
        Math.max(0, config.integer("epochs", 0)),
        classNames(config),
        config.has("run") ? config.object("run") : Config.EMPTY,
        Map.of());
  }

  /** The names of the classes; empty if there are none. */
  static List<String> classNames(Config config) {
    if (!config.has(CLASS_NAMES)) {
      return List.of();
    }
    List<?> names = config.list(CLASS_NAMES);
    if (!names.stream().allMatch(String.class::isInstance)) {
      throw config.wrong(CLASS_NAMES, "a list of strings");
    }
    return names.stream().map(String.class::cast).toList();
  }

  /** The shapes of the arrays in a file, by their names, in order. */
  static Map<String, Shape> shapes(Config config) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    if (config.has("arrays")) {
      for (Config array : config.objects("arrays")) {
        long[] sizes =
            array.list("shape").stream()
                .mapToLong(size -> size instanceof Integer known ? known : -1)
                .toArray();
        shapes.put(array.text("name"), Shape.of(sizes));
      }
    }
    return shapes;
  }

  TrainingProgress arrays(Map<String, FloatNdArray> arrays) {
    return new TrainingProgress(seed, epochs, classNames, run, arrays);
  }

  /** As text: a JSON number may be read as a double. */
  private static long seed(Config config) {
    try {
      return Long.parseLong(config.text("seed"));
    } catch (NumberFormatException e) {
      throw config.wrong("seed", "a whole number of 64 bits, as text");
    }
  }
}
