package org.cornu.saving;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;

/**
 * What a function of Keras's reads when it has become a layer: the same values without their mask,
 * which a function neither heeds nor hands on. A Reshape to the shape that they have ends a mask,
 * here as in Keras.
 *
 * @param layer in place of the function, reading all through the others
 * @param ends the layers that end masks, one for each value read
 */
record Unmasked(Config layer, List<Config> ends) {

  /**
   * The layer of a function.
   *
   * @param layer with one call, its arguments tensors
   * @param bare the names of nodes that give no mask
   */
  static Unmasked of(Config layer, Set<String> bare) {
    Config call = (Config) layer.list("inbound_nodes").get(0);
    List<Object> reads = new ArrayList<>();
    List<Config> ends = new ArrayList<>();
    for (Config tensor : InboundNodes.tensors(call.list("args"))) {
      if (bare.contains(InboundNodes.refs(tensor).get(0).layer())) {
        reads.add(tensor);
      } else {
        String name = "%s_unmasked_%d".formatted(layer.text("name"), ends.size());
        ends.add(end(layer, call, tensor, name));
        Config read = tensor.object("config").with("keras_history", List.of(name, 0, 0));
        reads.add(tensor.with("config", read));
      }
    }
    return new Unmasked(
        layer.with("inbound_nodes", List.of(call.with("args", reads))), List.copyOf(ends));
  }

  private static Config end(Config layer, Config call, Config tensor, String name) {
    List<?> shape = tensor.object("config").list("shape");
    List<?> sample = shape.subList(1, shape.size());
    if (sample.stream().filter(size -> size == null).count() > 1) {
      throw new ConfigException(
          "layer \"%s\": a function of values that may have a mask needs one open size or none, got %s"
              .formatted(layer.text("name"), shape));
    }
    List<Object> sizes = new ArrayList<>();
    sample.forEach(size -> sizes.add(size == null ? -1 : size));
    Config described = layer.object("config");
    return layer
        .with("class_name", "Reshape")
        .with("name", name)
        .with("config", described.emptied().with("name", name).with("target_shape", sizes))
        .with("inbound_nodes", List.of(call.with("args", List.of(tensor))));
  }

  /** Whether a layer of a model, or of one within, makes a mask. */
  static boolean makesMasks(Config node) {
    String className = node.any("class_name").orElse("") instanceof String name ? name : "";
    if (!(node.any("config").orElse(null) instanceof Config config)) {
      return false;
    }
    return className.equals("Masking")
        || Boolean.TRUE.equals(config.any("mask_zero").orElse(false))
        || config.any("layers").orElse(null) instanceof List<?> layers
            && layers.stream().anyMatch(each -> each instanceof Config c && makesMasks(c));
  }
}
