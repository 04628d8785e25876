package org.cornu.saving;

import java.util.Map;

/**
 * Where Keras 3 puts the parts of a layer in a file of weights: by the names of the attributes that
 * hold them, which of heads are not the parts' own.
 */
final class PartKeys {

  private static final Map<String, Map<String, String>> ATTRIBUTES =
      Map.of(
          "MultiHeadAttention",
          Map.of(
              "query", "query_dense",
              "key", "key_dense",
              "gate", "_gate_dense",
              "value", "value_dense",
              "attention_output", "output_dense"),
          "GroupQueryAttention",
          Map.of(
              "query", "_query_dense",
              "key", "_key_dense",
              "gate", "_gate_dense",
              "value", "_value_dense",
              "attention_output", "_output_dense"));

  private PartKeys() {}

  /**
   * The group of a part.
   *
   * @param layer its group
   * @param part its path within the layer
   */
  static String of(String layer, String className, String part) {
    return layer + "/" + ATTRIBUTES.getOrDefault(className, Map.of()).getOrDefault(part, part);
  }
}
