package org.cornu.page;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.cornu.report.FinishedTrial;
import org.cornu.report.Trial;
import org.cornu.report.TrialFolder;

/** The folders of results, in each of which one run of {@code train} or {@code compare} writes. */
final class Runs {

  private static final String PUBLISHED = "published";

  private final Path results;
  private final Map<Path, Read> read = new ConcurrentHashMap<>();

  /** A trial, and when it was finished, by which a new one is known. */
  private record Read(Instant finished, Trial trial) {}

  Runs(Path results) {
    this.results = results;
  }

  /** The names of those in which a trial is finished: the published one first, then the newest. */
  List<String> finished() throws IOException {
    Map<String, Instant> newest = new TreeMap<>();
    for (Path folder : folders()) {
      for (Path trial : trials(folder)) {
        TrialFolder.finishedAt(trial)
            .ifPresent(at -> newest.merge(name(folder), at, (a, b) -> a.isAfter(b) ? a : b));
      }
    }
    List<String> names = new ArrayList<>(newest.keySet());
    names.sort(
        Comparator.comparing((String name) -> !name.equals(PUBLISHED))
            .thenComparing(newest::get, Comparator.reverseOrder()));
    return names;
  }

  /**
   * The finished trials of a run, each model's first seed, in order of the models' names.
   *
   * @param name one of {@link #finished}
   */
  List<Trial> trials(String name) throws IOException {
    Map<String, FinishedTrial> first = new TreeMap<>();
    for (FinishedTrial trial : TrialFolder.finished(folder(name))) {
      first.merge(trial.model(), trial, (a, b) -> a.seed() <= b.seed() ? a : b);
    }
    List<Trial> trials = new ArrayList<>();
    for (FinishedTrial trial : first.values()) {
      read(trial.folder()).ifPresent(trials::add);
    }
    return trials;
  }

  private Optional<Trial> read(Path folder) throws IOException {
    Optional<Instant> finished = TrialFolder.finishedAt(folder);
    Read known = read.get(folder);
    if (known != null && finished.filter(known.finished::equals).isPresent()) {
      return Optional.of(known.trial);
    }
    Optional<Trial> trial = TrialFolder.read(folder);
    if (trial.isPresent() && finished.isPresent()) {
      read.put(folder, new Read(finished.get(), trial.get()));
    }
    return trial;
  }

  /** The folders of all trials, finished or not, by the run's name. */
  Map<String, List<Path>> all() throws IOException {
    Map<String, List<Path>> all = new TreeMap<>();
    for (Path folder : folders()) {
      all.put(name(folder), trials(folder));
    }
    return all;
  }

  private static String name(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  private Path folder(String name) {
    return name.equals(name(results)) ? results : results.resolve(name);
  }

  /** The results' own folder, which may be one run's, and those in it. */
  private List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(results)) {
      folders.add(results);
      folders.addAll(within(results, "*"));
    }
    return folders;
  }

  private static List<Path> trials(Path folder) throws IOException {
    List<Path> trials = new ArrayList<>();
    for (Path model : within(folder, "*")) {
      trials.addAll(within(model, "seed-*"));
    }
    return trials;
  }

  private static List<Path> within(Path folder, String names) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, names)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry)) {
          found.add(entry);
        }
      }
    }
    found.sort(null);
    return found;
  }
}
