package org.cornu.saving;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.config.Config;
import org.cornu.config.Registry;
import org.cornu.net.Net;

/**
 * The {@code .h5} of a whole model, as Keras 1 and 2 write it, and Keras 3 if asked to. It holds
 * the architecture, the weights, and where it was compiled how.
 */
final class LegacyFile {

  static final String CONFIG = "model_config";
  private static final String TRAINING = "training_config";
  private static final String WEIGHTS = "model_weights";

  private LegacyFile() {}

  /** What a file says; closing it closes the file. */
  static Described describe(Hdf5 hdf5, Registry registry) throws IOException {
    KerasJson json = new KerasJson(registry);
    Config config =
        json(hdf5, CONFIG, json)
            .orElseThrow(
                () ->
                    new IOException(
                        "%s: holds weights without an architecture; define the net in Java and give"
                                .formatted(hdf5.place())
                            + " the file to loadWeights"));
    Config today = Dialects.ofToday(config, version(hdf5));
    return new Opened(hdf5, new LegacyConfig(registry), today, json);
  }

  private record Opened(Hdf5 hdf5, LegacyConfig words, Config model, KerasJson json)
      implements Described {

    @Override
    public Config architecture() {
      return words.of(model);
    }

    @Override
    public Optional<Config> compilation(Net net) throws IOException {
      return LegacyFile.json(hdf5, TRAINING, json).map(words -> LegacyTraining.of(words, net));
    }

    @Override
    public List<String> classNames() {
      return List.of();
    }

    @Override
    public TrainingProgress progress() {
      return TrainingProgress.NONE;
    }

    @Override
    public Numbers numbers(StoredNet net) throws IOException {
      LegacyWeights weights = LegacyWeights.read(hdf5, WEIGHTS, net);
      boolean sorted = sortsWeights(hdf5);
      return new Numbers(
          weights.values(), optimizer -> LegacyState.read(hdf5, net, weights, optimizer, sorted));
    }

    @Override
    public void close() throws IOException {
      hdf5.close();
    }
  }

  private static Optional<Config> json(Hdf5 file, String attribute, KerasJson json)
      throws IOException {
    Optional<List<String>> texts = file.texts("", attribute);
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of(json.read(String.join("", texts.get()), file.place() + ": " + attribute));
  }

  private static String version(Hdf5 file) throws IOException {
    return String.join("", file.texts("", "keras_version").orElse(List.of("1")));
  }

  /** Before Keras 2.0.6 an optimizer takes the weights sorted by their names. */
  private static boolean sortsWeights(Hdf5 file) throws IOException {
    int[] numbers =
        Stream.of(version(file).split("\\D+"))
            .filter(number -> !number.isEmpty() && number.length() < 9)
            .mapToInt(Integer::parseInt)
            .toArray();
    return Arrays.compare(numbers, new int[] {2, 0, 6}) < 0;
  }
}
