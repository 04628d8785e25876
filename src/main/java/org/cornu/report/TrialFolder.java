package org.cornu.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cornu.files.AtomicFile;
import org.cornu.history.ConfusionMatrix;
import org.cornu.history.HistoryCsv;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

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

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private TrialFolder() {}

  /** Where a comparison keeps one trial: {@code results/model/seed-7}. */
  public static Path of(Path results, String model, long seed) {
    return results.resolve(model).resolve("seed-" + seed);
  }

  /** Writes all files, replacing older ones; without pictures where {@link Fonts} are missing. */
  public static void write(Trial trial, Path dir) throws IOException {
    write(trial, dir, Fonts.missing().isEmpty());
  }

  static void write(Trial trial, Path dir, boolean pictures) throws IOException {
    HistoryCsv.write(trial.history(), dir.resolve(HISTORY_CSV));
    PredictionsCsv.write(trial.predictions(), dir.resolve(PREDICTIONS_CSV));
    if (pictures) {
      draw(trial, dir);
    }
    AtomicFile.write(
        dir.resolve(TRIAL_JSON), JSON.writeValueAsString(StoredTrial.of(trial)) + "\n");
  }

  /** Draws the training curves and the confusion matrix. */
  static void draw(Trial trial, Path dir) throws IOException {
    String title = "%s, seed %s".formatted(trial.model(), trial.seed());
    HistoryChart.of(trial.history(), title).save(dir.resolve(HISTORY_PNG));
    ConfusionMatrix matrix = ConfusionMatrix.of(trial.predictions(), trial.classes().size());
    ConfusionChart.of(matrix, trial.classes(), title).save(dir.resolve(CONFUSION_PNG));
  }

  /** Forgets a finished trial before its folder is used again; its other files stay. */
  public static void discard(Path dir) throws IOException {
    Files.deleteIfExists(dir.resolve(TRIAL_JSON));
  }

  /**
   * Reads a finished trial, equal to the one that was written; empty if there is none.
   *
   * @throws IOException if its files cannot be read or are damaged
   */
  public static Optional<Trial> read(Path dir) throws IOException {
    Path json = dir.resolve(TRIAL_JSON);
    if (Files.notExists(json)) {
      return Optional.empty();
    }
    try {
      StoredTrial stored = JSON.readValue(Files.readString(json), StoredTrial.class);
      return Optional.of(stored.with(PredictionsCsv.read(dir.resolve(PREDICTIONS_CSV))));
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new IOException(
          "%s: needs a finished trial, got a damaged file (%s); delete the folder and train again"
              .formatted(json, e.getMessage()),
          e);
    }
  }
}
