package org.cornu.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.tensorflow.ndarray.Shape;

/**
 * A layer within a layer. Its weights are the outer layer's, named {@code part/kernel}; the outer
 * layer's {@code call} emits it by {@code layer.call(scope.part(name), inputs)}.
 *
 * @param name within the outer layer; of one in a list {@code list/name}
 * @param layer what is computed
 * @param inputs what it reads
 */
public record InnerLayer(String name, Layer layer, List<Spec> inputs) {

  private static final String TRAINABLE = "trainable";
  private static final String DTYPE = "dtype";

  public InnerLayer {
    Objects.requireNonNull(layer, "a part needs a layer, got null");
    inputs = List.copyOf(inputs);
    if (name.isEmpty() || name.startsWith("/") || name.endsWith("/")) {
      throw new IllegalArgumentException(
          "a part needs a name of a character or more, which begins and ends with no \"/\", got \"%s\""
              .formatted(name));
    }
  }

  /** All weights of a layer: its own, then those of its parts, {@code part/kernel}. */
  public static List<WeightSpec> weights(Layer layer, List<Spec> inputs) {
    List<WeightSpec> weights = new ArrayList<>(layer.weights(inputs));
    layer.parts(inputs).forEach(part -> part.named().forEach(weights::add));
    return weights;
  }

  /**
   * All that a layer keeps from batch to batch: its own, then what its parts do, {@code
   * part/state}.
   */
  public static Map<String, Shape> states(Layer layer, List<Spec> inputs) {
    Map<String, Shape> states = new LinkedHashMap<>(layer.states(inputs));
    for (InnerLayer part : layer.parts(inputs)) {
      states(part.layer, part.inputs)
          .forEach((name, shape) -> states.put(part.name + "/" + name, shape));
    }
    return states;
  }

  /** Reads a layer that another's configuration holds. */
  public static Layer from(Config config, String key) {
    Config part = config.object(key);
    Layer layer = from(part);
    config.leaveOutOf(part);
    return layer;
  }

  /**
   * The same of its class and configuration. It is named by its place; frozen, or of a precision of
   * its own, it is placed.
   */
  public static Layer from(Config layer) {
    Config config = layer.object("config");
    Config described =
        layer.with("config", config.without("name", TRAINABLE, DTYPE)).without("build_config");
    Layer made = described.instance(Layer.class);
    layer.leaveOutOf(described);
    if (!config.flag(TRAINABLE, true)) {
      made = made.frozen();
    }
    if (config.any(DTYPE).orElse(null) instanceof String name) {
      made =
          made.dtypePolicy(
              DTypePolicy.of(name).orElseThrow(() -> config.wrong(DTYPE, "a precision")));
    }
    return made;
  }

  private Stream<WeightSpec> named() {
    return weights(layer, inputs).stream().map(weight -> weight.named(name + "/" + weight.name()));
  }
}
