package org.cornu.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cornu.files.FileFailure;
import org.cornu.history.History;
import org.cornu.history.HistoryCsv;
import org.cornu.report.Progress;
import org.cornu.report.TrialFolder;

/**
 * The trials that are being trained.
 *
 * @param runs in order of their folders
 * @param damaged why others cannot be shown, in words
 */
record Live(List<Watched> runs, List<String> damaged) {

  /** One that told nothing for so long is thought to have been broken off. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** One that was silent for so long is of no interest any more. */
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  /**
   * One trial.
   *
   * @param folder the run's name
   * @param state {@code training}, {@code validating}, {@code testing} or {@code silent}
   * @param secondsLeft null before that is known
   * @param history by the figures' names, a number for each finished epoch
   */
  record Watched(
      String folder,
      String model,
      long seed,
      String state,
      int epoch,
      int epochs,
      long seen,
      long samples,
      double imagesPerSecond,
      Double secondsLeft,
      Map<String, Double> figures,
      Map<String, List<Number>> history) {}

  static Live of(Runs runs, Instant now) throws IOException {
    List<Watched> watched = new ArrayList<>();
    List<String> damaged = new ArrayList<>();
    for (Map.Entry<String, List<Path>> run : runs.all().entrySet()) {
      for (Path trial : run.getValue()) {
        try {
          watched(run.getKey(), trial, now).ifPresent(watched::add);
        } catch (IOException e) {
          damaged.add(FileFailure.words(e));
        }
      }
    }
    return new Live(watched, damaged);
  }

  private static Optional<Watched> watched(String folder, Path trial, Instant now)
      throws IOException {
    Duration silence =
        Progress.toldAt(trial).map(at -> Duration.between(at, now)).orElse(FORGOTTEN);
    if (silence.compareTo(FORGOTTEN) >= 0) {
      return Optional.empty();
    }
    Optional<Progress> told = Progress.read(trial);
    if (told.isEmpty()) {
      return Optional.empty();
    }
    Progress progress = told.get();
    return Optional.of(
        new Watched(
            folder,
            progress.model(),
            progress.seed(),
            silence.compareTo(PATIENCE) > 0
                ? "silent"
                : progress.phase().name().toLowerCase(Locale.ROOT),
            progress.epoch(),
            progress.epochs(),
            progress.seen(),
            progress.samples(),
            progress.imagesPerSecond(),
            Double.isNaN(progress.secondsLeft()) ? null : progress.secondsLeft(),
            progress.figures(),
            Columns.of(history(trial, progress.seed()))));
  }

  /** The epochs so far: none before the first has ended. */
  private static History history(Path trial, long seed) throws IOException {
    Path csv = TrialFolder.history(trial);
    return Files.exists(csv) ? HistoryCsv.read(csv, seed) : new History(seed, List.of());
  }
}
