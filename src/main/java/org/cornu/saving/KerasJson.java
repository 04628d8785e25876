package org.cornu.saving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.config.Config;
import org.cornu.config.Configurable;
import org.cornu.config.Registry;
import org.cornu.functions.FunctionLayer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Configs as JSON text, objects in Keras's form: module, class_name, config, registered_name. */
final class KerasJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Registry registry;

  KerasJson(Registry registry) {
    this.registry = registry;
  }

  /**
   * Reads an object.
   *
   * @param place of the text, for messages
   */
  Config read(String text, String place) throws IOException {
    try {
      if (read(JSON.readTree(text), place) instanceof Config config) {
        return config;
      }
    } catch (JacksonException e) {
      throw new IOException(place + ": is not valid JSON: " + e.getOriginalMessage(), e);
    }
    throw new IOException(place + ": needs a JSON object");
  }

  private Object read(JsonNode node, String place) {
    if (node.isObject()) {
      Map<String, Object> values = new LinkedHashMap<>();
      node.properties()
          .forEach(
              entry ->
                  values.put(
                      entry.getKey(),
                      read(entry.getValue(), place + "." + LayerNames.shortened(entry.getKey()))));
      return new Config(place, values, registry);
    }
    if (node.isArray()) {
      List<Object> values = new ArrayList<>();
      for (JsonNode value : node) {
        values.add(read(value, "%s[%d]".formatted(place, values.size())));
      }
      return values;
    }
    if (node.isNull()) {
      return null;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isInt()) {
      return node.intValue();
    }
    if (node.isLong()) {
      return node.longValue();
    }
    return node.isNumber() ? (Object) node.doubleValue() : node.stringValue();
  }

  /**
   * Writes an object.
   *
   * @throws IOException if something in it does not say how it is written
   */
  String write(Config config) throws IOException {
    try {
      return JSON.writeValueAsString(plain(config));
    } catch (JacksonException e) {
      throw new IOException("%s: cannot be written: %s".formatted(config.path(), e), e);
    }
  }

  private Object plain(Object value) throws IOException {
    if (value instanceof Config config) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Map.Entry<String, Object> each : config.values().entrySet()) {
        values.put(each.getKey(), plain(each.getValue()));
      }
      return values;
    }
    if (value instanceof Configurable object) {
      return plain(described(object));
    }
    if (value instanceof List<?> list) {
      List<Object> values = new ArrayList<>();
      for (Object each : list) {
        values.add(plain(each));
      }
      return values;
    }
    return value;
  }

  /**
   * An object in Keras's form.
   *
   * @throws IOException if it does not say how it is written
   */
  Config described(Configurable object) throws IOException {
    boolean builtIn = registry.isBuiltIn(object);
    String className = object.className();
    if (object instanceof FunctionLayer function) {
      return Config.of("module", function.module())
          .with("class_name", className)
          .with("config", config(object))
          .with("registered_name", className);
    }
    return Config.of("module", builtIn ? module(object) : null)
        .with("class_name", className)
        .with("config", config(object))
        .with("registered_name", builtIn ? null : className);
  }

  private static Config config(Configurable object) throws IOException {
    try {
      return StatefulLayers.written(object.config());
    } catch (UnsupportedOperationException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String module(Configurable object) {
    return KerasClasses.MODULES.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(object))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
