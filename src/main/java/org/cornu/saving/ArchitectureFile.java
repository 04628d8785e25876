package org.cornu.saving;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.Registry;
import org.cornu.net.Net;

/**
 * Layers alone, as {@code model.to_json()} of any Keras writes them; weights lie in another file.
 */
final class ArchitectureFile {

  private ArchitectureFile() {}

  /** What a file says. */
  static Described describe(Source source, Registry registry) throws IOException {
    String text = Files.readString(source.path());
    Config config = new KerasJson(registry).read(text, source.name());
    boolean isOfToday = config.has("module"); // Keras 3, which does not always say so otherwise
    String version = config.text("keras_version", isOfToday ? "3" : "1");
    Config today = Dialects.ofToday(config, version);
    return new Opened(source, isOfToday ? today : new LegacyConfig(registry).of(today));
  }

  private record Opened(Source source, Config architecture) implements Described {

    @Override
    public Optional<Config> compilation(Net net) {
      return Optional.empty();
    }

    @Override
    public TrainingProgress progress() {
      return TrainingProgress.NONE;
    }

    @Override
    public List<String> classNames() {
      return List.of();
    }

    @Override
    public Numbers numbers(StoredNet net) throws IOException {
      throw new IOException(
          "%s: holds an architecture without weights: load it by Sequential.load or Functional.load, compile it, and give the file of the weights to loadWeights"
              .formatted(source.name()));
    }

    @Override
    public void close() {}
  }
}
