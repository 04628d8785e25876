package org.cornu.goldens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The arguments of a Keras constructor. Each must be read, so that none is passed over. */
final class KerasConfig {

  private final Map<String, JsonNode> unread = new LinkedHashMap<>();

  private KerasConfig(JsonNode json) {
    json.properties().forEach(entry -> unread.put(entry.getKey(), entry.getValue()));
  }

  /** What {@code read} makes of a configuration, all of which it must read. */
  static <T> T read(JsonNode json, Function<KerasConfig, T> read) {
    KerasConfig config = new KerasConfig(json);
    T result = read.apply(config);
    assertThat(config.unread).as("arguments of Keras that the test does not map").isEmpty();
    return result;
  }

  Optional<JsonNode> value(String name) {
    return Optional.ofNullable(unread.remove(name));
  }

  double number(String name, double otherwise) {
    return value(name).map(JsonNode::doubleValue).orElse(otherwise);
  }

  int integer(String name, int otherwise) {
    return value(name).map(JsonNode::intValue).orElse(otherwise);
  }

  boolean flag(String name, boolean otherwise) {
    return value(name).map(JsonNode::booleanValue).orElse(otherwise);
  }

  String text(String name, String otherwise) {
    return value(name).map(JsonNode::stringValue).orElse(otherwise);
  }

  /** One number for both ways, or one for each. */
  int[] pair(String name, int... otherwise) {
    return value(name)
        .map(
            json ->
                json.isArray()
                    ? new int[] {json.get(0).intValue(), json.get(1).intValue()}
                    : new int[] {json.intValue(), json.intValue()})
        .orElse(otherwise);
  }
}
