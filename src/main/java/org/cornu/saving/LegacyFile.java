package org.cornu.saving;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.config.Registry;
import org.tensorflow.ndarray.Shape;

/**
 * The {@code .h5} of a whole model, as Keras 1 and 2 write it, and Keras 3 if asked to. It holds
 * the architecture, the weights, and where it was compiled how.
 */
final class LegacyFile {

  static final String CONFIG = "model_config";
  private static final String TRAINING = "training_config";
  private static final String WEIGHTS = "model_weights";

  private LegacyFile() {}

  /**
   * Reads a model.
   *
   * @throws IOException if the file is damaged, or holds what Cornu lacks; the message names it
   */
  static KerasModel read(Path file, Registry registry) throws IOException {
    try (Hdf5 hdf5 = Hdf5.open(file)) {
      KerasJson json = new KerasJson(registry);
      Config config =
          json(hdf5, CONFIG, json)
              .orElseThrow(
                  () ->
                      new IOException(
                          "%s: holds weights without an architecture; define the net in Java and give"
                                  .formatted(file)
                              + " the file to loadWeights"));
      StoredNet stored = NetReader.read(new LegacyConfig(registry).of(config));
      LegacyWeights weights = LegacyWeights.read(hdf5, WEIGHTS, stored);
      boolean sorted = sortsWeights(hdf5);
      Shape output = stored.net().outputShape();
      long width = output.get(output.numDimensions() - 1);
      return KerasModel.read(
          stored,
          weights.values(),
          () -> json(hdf5, TRAINING, json).map(each -> LegacyTraining.of(each, width)),
          optimizer -> LegacyState.read(hdf5, stored, weights, optimizer, sorted),
          Progress.NONE);
    } catch (ConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Optional<Config> json(Hdf5 file, String attribute, KerasJson json)
      throws IOException {
    Optional<List<String>> texts = file.texts("", attribute);
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of(json.read(String.join("", texts.get()), file.place() + ": " + attribute));
  }

  /** Before Keras 2.0.6 an optimizer takes the weights sorted by their names. */
  private static boolean sortsWeights(Hdf5 file) throws IOException {
    String version = String.join("", file.texts("", "keras_version").orElse(List.of("1")));
    int[] numbers =
        Arrays.stream(version.split("\\D+"))
            .filter(number -> !number.isEmpty() && number.length() < 9)
            .mapToInt(Integer::parseInt)
            .toArray();
    return Arrays.compare(numbers, new int[] {2, 0, 6}) < 0;
  }
}
