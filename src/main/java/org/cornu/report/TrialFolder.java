package org.cornu.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.drawing.Fonts;
import org.cornu.files.AtomicFile;
import org.cornu.history.ConfusionMatrix;
import org.cornu.history.HistoryCsv;
import org.cornu.history.Predictions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A trial on disk: {@code history.csv}, {@code predictions.csv}, {@code history.png}, {@code
 * confusion.png} and, written last, {@code trial.json}: where it is, the trial is finished.
 */
public final class TrialFolder {

  static final String HISTORY_PNG = "history.png";
  static final String CONFUSION_PNG = "confusion.png";
  static final String MISTAKES_PNG = "mistakes.png";

  private static final String HISTORY_CSV = "history.csv";
  private static final String PREDICTIONS_CSV = "predictions.csv";
  private static final String TRIAL_JSON = "trial.json";
  private static final String TITLE = "title";
  private static final String SEED = "seed-";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private TrialFolder() {}

  /**
   * Where a comparison keeps one trial: {@code results/model/seed-7}. What file systems do not take
   * in the model's name is written as in a URL.
   */
  public static Path of(Path results, String model, long seed) {
    return results.resolve(relative(model, seed));
  }

  /** The same within the results, with a slash on every system. */
  static String relative(String model, long seed) {
    return FolderName.of(model) + "/" + SEED + seed;
  }

  /**
   * The finished trials of a folder, by model and seed.
   *
   * @throws IOException if one cannot be read or is damaged
   */
  public static List<FinishedTrial> finished(Path results) throws IOException {
    List<FinishedTrial> trials = new ArrayList<>();
    for (Path model : sorted(results, "*")) {
      for (Path dir : sorted(model, SEED + "*")) {
        stored(dir)
            .map(
                trial ->
                    new FinishedTrial(
                        dir,
                        trial.model(),
                        trial.summary(),
                        trial.history().seed(),
                        trial.settings()))
            .ifPresent(trials::add);
      }
    }
    return trials;
  }

  /** When a trial was finished; empty if it is not. */
  public static Optional<Instant> finishedAt(Path dir) throws IOException {
    return Progress.writtenAt(dir.resolve(TRIAL_JSON));
  }

  private static List<Path> sorted(Path folder, String names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, names)) {
      entries.forEach(paths::add);
    }
    paths.sort(null);
    return paths;
  }

  /** The epochs so far of a trial that is being trained, and all of a finished one. */
  public static Path history(Path dir) {
    return dir.resolve(HISTORY_CSV);
  }

  /** Writes all files, replacing older ones; without pictures where {@link Fonts} are missing. */
  public static void write(Trial trial, Path dir) throws IOException {
    write(trial, dir, Fonts.missing().isEmpty());
  }

  static void write(Trial trial, Path dir, boolean pictures) throws IOException {
    HistoryCsv.write(trial.history(), history(dir));
    PredictionsCsv.write(trial.predictions(), dir.resolve(PREDICTIONS_CSV));
    if (pictures) {
      draw(trial, dir);
    }
    AtomicFile.write(
        dir.resolve(TRIAL_JSON), JSON.writeValueAsString(StoredTrial.of(trial)) + "\n");
  }

  /** Draws the training curves and the confusion matrix. */
  static void draw(Trial trial, Path dir) throws IOException {
    String title = "%s, seed %s".formatted(trial.label(), trial.seed());
    HistoryChart.of(trial.history(), title).save(dir.resolve(HISTORY_PNG));
    ConfusionMatrix matrix = ConfusionMatrix.of(trial.predictions(), trial.classes().size());
    ConfusionChart.of(matrix, trial.classes(), title).save(dir.resolve(CONFUSION_PNG));
  }

  /** Forgets a finished trial before its folder is used again; its other files stay. */
  public static void discard(Path dir) throws IOException {
    Files.deleteIfExists(dir.resolve(TRIAL_JSON));
  }

  /** Deletes a trial's files, and its folder and the model's if nothing else is in them. */
  public static void delete(Path dir) throws IOException {
    discard(dir);
    for (String name :
        List.of(
            HISTORY_CSV,
            PREDICTIONS_CSV,
            HISTORY_PNG,
            CONFUSION_PNG,
            MISTAKES_PNG,
            Progress.FILE)) {
      Files.deleteIfExists(dir.resolve(name));
    }
    deleteEmpty(dir);
    deleteEmpty(dir.toAbsolutePath().getParent());
  }

  private static void deleteEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // What is in it is somebody else's.
    }
  }

  /**
   * Reads a finished trial, equal to the one that was written; empty if there is none.
   *
   * @throws IOException if its files cannot be read or are damaged
   */
  public static Optional<Trial> read(Path dir) throws IOException {
    Optional<StoredTrial> stored = stored(dir);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    Path csv = dir.resolve(PREDICTIONS_CSV);
    try {
      Predictions predictions = PredictionsCsv.read(csv);
      ConfusionMatrix.of(predictions, stored.get().classes().size()); // refuses other classes
      return Optional.of(stored.get().with(predictions));
    } catch (NoSuchFileException | IllegalArgumentException e) {
      throw damaged(csv, e);
    }
  }

  private static Optional<StoredTrial> stored(Path dir) throws IOException {
    Path json = dir.resolve(TRIAL_JSON);
    if (Files.notExists(json)) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JSON.readTree(Files.readString(json));
      if (tree instanceof ObjectNode trial && !trial.has(TITLE)) {
        trial.put(TITLE, ""); // it was written before models had one
      }
      return Optional.of(JSON.treeToValue(tree, StoredTrial.class));
    } catch (JacksonException
        | IllegalArgumentException
        | NullPointerException
        | CharacterCodingException e) {
      throw damaged(json, e);
    }
  }

  private static IOException damaged(Path file, Exception e) {
    return new IOException(
        "%s: needs a finished trial, got a damaged file (%s); delete the folder and train again"
            .formatted(
                file,
                e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage()),
        e);
  }
}
