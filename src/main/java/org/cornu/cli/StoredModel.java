package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cornu.Model;
import org.cornu.files.AtomicFile;
import org.cornu.serving.SavedModel;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A trained model as a run leaves it: a {@code .keras} file, a SavedModel's folder, and a note of
 * what it was trained with, by which other runs know it.
 *
 * @param folder where models go
 * @param name of the model
 */
record StoredModel(Path folder, String name) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * What the note says.
   *
   * @param seed of the net
   * @param settings of the run
   */
  record Origin(long seed, Map<String, String> settings) {}

  Path keras() {
    return folder.resolve(name + ".keras");
  }

  Path savedModel() {
    return folder.resolve(name);
  }

  private Path note() {
    return folder.resolve(name + ".json");
  }

  boolean isThere() {
    return Files.exists(keras()) || Files.exists(savedModel());
  }

  /** What it was trained with; empty if there is no note that tells. */
  Optional<Origin> origin() throws IOException {
    if (Files.notExists(note())) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(note()), Origin.class))
          .filter(origin -> origin.settings() != null);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Writes all three, the note first: then no model has another's. */
  void write(Model model, Origin origin) throws IOException {
    AtomicFile.write(note(), JSON.writeValueAsString(origin) + "\n");
    model.export(savedModel());
    model.save(keras());
  }

  /** Deletes all three. */
  void delete() throws IOException {
    SavedModel.delete(savedModel());
    Files.deleteIfExists(keras());
    Files.deleteIfExists(note());
  }
}
