package org.cornu.saving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cornu.config.Config;
import org.tensorflow.ndarray.Shape;

/**
 * The vocabularies that layers have adapted to: Keras writes each into a text file of its own in
 * the archive, and weights of the tokens beside the layer's. Both are put into the layer's
 * configuration, where Keras writes those that were given.
 */
final class Vocabularies {

  private static final String OF_NUMBERS = "IntegerLookup";
  private static final Set<String> LOOKUPS =
      Set.of(OF_NUMBERS, "StringLookup", "TextVectorization");
  private static final Set<String> MODELS = Set.of("Sequential", "Functional", "Model");
  private static final String VOCABULARY = "vocabulary";

  private final Entries entries;
  private final Hdf5 weights;

  private Vocabularies(Entries entries, Hdf5 weights) {
    this.entries = entries;
    this.weights = weights;
  }

  /** A model's configuration with all of them. */
  static Config put(Entries entries, Hdf5 weights, Config model) throws IOException {
    return new Vocabularies(entries, weights).model(model, "");
  }

  private Config model(Config described, String key) throws IOException {
    if (!(described.values().get("config") instanceof Config config)
        || !(config.values().get("layers") instanceof List<?> layers)) {
      return described;
    }
    LayerKeys keys = new LayerKeys(key);
    List<Object> changed = new ArrayList<>();
    for (Object each : layers) {
      changed.add(each instanceof Config layer ? layer(layer, keys) : each);
    }
    return changed.equals(layers)
        ? described
        : described.with("config", config.with("layers", changed));
  }

  private Config layer(Config described, LayerKeys keys) throws IOException {
    if (!(described.values().get("class_name") instanceof String className)) {
      return described;
    }
    String key = keys.next(className);
    if (MODELS.contains(className)) {
      return model(described, key);
    }
    return LOOKUPS.contains(className)
            && described.values().get("config") instanceof Config config
            && !config.has(VOCABULARY)
        ? described.with("config", lookup(config, key, !className.equals(OF_NUMBERS)))
        : described;
  }

  private Config lookup(Config config, String key, boolean isOfTexts) throws IOException {
    String file = "assets/" + key + "/vocabulary.txt";
    Optional<byte[]> bytes = entries.bytes(file, Entries.LARGEST_TEXT);
    if (bytes.isEmpty()) {
      return config;
    }
    List<Object> tokens = new ArrayList<>();
    for (String line : new String(bytes.get(), StandardCharsets.UTF_8).lines().toList()) {
      tokens.add(isOfTexts ? line : token(file, line));
    }
    Config known = config.with(VOCABULARY, tokens);
    String idf = key + "/vars/" + WeightsFile.IDF_WEIGHTS;
    return weights.has(idf)
        ? known.with(WeightsFile.IDF_WEIGHTS, floats(idf, tokens.size()))
        : known;
  }

  private Object token(String file, String line) throws IOException {
    try {
      return Long.valueOf(line);
    } catch (NumberFormatException e) {
      throw new IOException(
          "%s: %s: needs whole numbers, got \"%s\""
              .formatted(entries.place(), file, LayerNames.shortened(line)),
          e);
    }
  }

  /** The weights of so many tokens, without those of padding. */
  private List<Double> floats(String path, int count) throws IOException {
    Shape shape = weights.shape(path);
    List<Double> values = new ArrayList<>();
    weights.floats(path, shape).scalars().forEach(value -> values.add((double) value.getFloat()));
    return values.subList(0, Math.min(count, values.size()));
  }
}
