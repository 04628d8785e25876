package org.cornu.saving;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A legacy file in the making: attributes, and the variables of layers and optimizer by name. */
final class LegacyDraft {

  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> layers = new LinkedHashMap<>();
  private final Map<String, Object> optimizer = new LinkedHashMap<>();

  LegacyDraft with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  LegacyDraft layer(String group, Object... namesAndValues) {
    layers.put(group, pairs(namesAndValues));
    return this;
  }

  LegacyDraft optimizer(Object... namesAndValues) {
    optimizer.putAll(pairs(namesAndValues));
    return this;
  }

  private static Map<String, Object> pairs(Object... namesAndValues) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return pairs;
  }

  /** Writes it, the list of layers in an attribute each, as Keras splits long ones. */
  Path write(Path folder) {
    Path file = folder.resolve("model.h5");
    try (WritableHdfFile root = HdfFile.write(file)) {
      attributes.forEach(root::putAttribute);
      WritableGroup weights = root.putGroup("model_weights");
      int part = 0;
      for (String name : layers.keySet()) {
        weights.putAttribute("layer_names" + part++, new String[] {name});
      }
      layers.forEach((name, values) -> fill(weights.putGroup(name), values));
      if (!optimizer.isEmpty()) {
        fill(root.putGroup("optimizer_weights"), optimizer);
      }
      // The writer's last words would overwrite a group: see WeightsFile.
      root.putDataset("writer", "test");
    }
    return file;
  }

  private static void fill(WritableGroup group, Map<String, Object> values) {
    group.putAttribute("weight_names", values.keySet().toArray(String[]::new));
    Map<String, WritableGroup> groups = new LinkedHashMap<>(Map.of("", group));
    values.forEach(
        (name, value) -> {
          String path = "";
          String[] parts = name.split("/");
          for (int i = 0; i < parts.length - 1; i++) {
            WritableGroup parent = groups.get(path);
            String part = parts[i];
            path += "/" + part;
            groups.computeIfAbsent(path, each -> parent.putGroup(part));
          }
          groups.get(path).putDataset(parts[parts.length - 1], value);
        });
  }
}
