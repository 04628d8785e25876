package org.cornu.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cornu.files.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a trial has come that is being trained: {@code progress.json} in its folder, which is
 * there only while it trains, or if it was killed.
 *
 * @param model its name
 * @param seed the net's
 * @param epoch that is being trained, counted from 1
 * @param epochs the number of the last one
 * @param seen samples of this epoch so far
 * @param samples in an epoch, validation apart
 * @param phase what it is doing
 * @param imagesPerSecond samples trained a second, lately; 0 before that is known
 * @param secondsLeft until the last epoch's end, as it looks now; NaN before that is known
 * @param figures the epoch's means so far: {@code loss} and the metrics
 */
public record Progress(
    String model,
    long seed,
    int epoch,
    int epochs,
    long seen,
    long samples,
    Phase phase,
    double imagesPerSecond,
    double secondsLeft,
    Map<String, Double> figures) {

  /** What a trial is doing. */
  public enum Phase {
    /** Going through an epoch's samples. */
    TRAINING,
    /** Measuring itself on the validation data after them. */
    VALIDATING,
    /** Trained; being tested and written. */
    TESTING
  }

  static final String FILE = "progress.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  public Progress {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** Writes it into a trial's folder, over what was told before; a power cut may lose it. */
  public void write(Path dir) throws IOException {
    AtomicFile.writeUnforced(dir.resolve(FILE), JSON.writeValueAsString(this) + "\n");
  }

  /**
   * What was told last in a trial's folder; empty if nothing is.
   *
   * @throws IOException if the file cannot be read or is damaged
   */
  public static Optional<Progress> read(Path dir) throws IOException {
    Path file = dir.resolve(FILE);
    try {
      return Optional.of(JSON.readValue(Files.readString(file), Progress.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException | NullPointerException | CharacterCodingException e) {
      throw new IOException(
          "%s: needs the progress of a run, got a damaged file (%s); delete it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** When something was told last in a trial's folder. */
  public static Optional<Instant> toldAt(Path dir) throws IOException {
    return writtenAt(dir.resolve(FILE));
  }

  static Optional<Instant> writtenAt(Path file) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Takes it away: the trial is not being trained any more. */
  public static void delete(Path dir) throws IOException {
    Files.deleteIfExists(dir.resolve(FILE));
  }
}
