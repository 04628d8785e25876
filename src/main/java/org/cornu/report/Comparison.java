package org.cornu.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cornu.data.Dataset;
import org.cornu.drawing.Fonts;
import org.cornu.files.AtomicFile;
import org.cornu.history.Table;

/**
 * Trained models side by side, as CSV, pictures, {@code report.md} and {@code report.html}.
 *
 * @param title of the report
 * @param trials one or more models, each with one or more seeds; the first seed of a model is shown
 * @param test the samples that all trials were tested on
 * @param setting what the report says of the circumstances, in order
 * @param references others' measurements, shown beside ours; who measured none of these models is
 *     left out
 */
public record Comparison(
    String title,
    List<Trial> trials,
    Dataset test,
    Map<String, String> setting,
    List<Reference> references) {

  private static final String REPORT_HTML = "report.html";
  private static final String REPORT_MD = "report.md";
  private static final String BY_TRIAL_CSV = "comparison.csv";
  private static final String BY_MODEL_CSV = "comparison_by_model.csv";

  public Comparison {
    trials = List.copyOf(trials);
    setting = Collections.unmodifiableMap(new LinkedHashMap<>(setting));
    Set<String> models = trials.stream().map(Trial::model).collect(Collectors.toSet());
    references =
        references.stream()
            .filter(each -> each.figures().keySet().stream().anyMatch(models::contains))
            .toList();
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("comparison: needs at least one trial, got none");
    }
    Set<String> seen = new HashSet<>();
    for (Trial trial : trials) {
      if (!seen.add("%s, seed %s".formatted(trial.model(), trial.seed()))) {
        throw new IllegalArgumentException(
            "comparison: needs each model and seed once, got %s, seed %s twice"
                .formatted(trial.model(), trial.seed()));
      }
      if (trial.predictions().size() != test.size()) {
        throw new IllegalArgumentException(
            "comparison: the test set has %s samples, %s, seed %s, answered %s; use the same set"
                .formatted(test.size(), trial.model(), trial.seed(), trial.predictions().size()));
      }
    }
  }

  /** A comparison with no setting and no references. */
  public static Comparison of(String title, List<Trial> trials, Dataset test) {
    return new Comparison(title, trials, test, Map.of(), List.of());
  }

  /** The same with a table of circumstances (seeds, versions, processor and the like). */
  public Comparison setting(Map<String, String> setting) {
    return new Comparison(title, trials, test, setting, references);
  }

  /** The same with others' measurements beside ours. */
  public Comparison references(List<Reference> references) {
    return new Comparison(title, trials, test, setting, references);
  }

  /** A row a model: its parameters, test accuracy and time, and what others measured. */
  public Table table() {
    ResultsTable table = new ResultsTable(Runs.of(trials), references);
    return new Table(table.head(), table.rows());
  }

  /** The title, and the table. */
  @Override
  public String toString() {
    return title + "\n" + table();
  }

  /**
   * Writes {@code report.html}, {@code report.md}, {@code comparison.csv} (a row a trial), {@code
   * comparison_by_model.csv}, the charts and each trial's folder ({@link TrialFolder#of}); without
   * pictures where {@link Fonts} are missing.
   */
  public void write(Path dir) throws IOException {
    write(dir, Fonts.missing());
  }

  void write(Path dir, Optional<String> missing) throws IOException {
    for (Trial trial : trials) {
      Path folder = TrialFolder.of(dir, trial.model(), trial.seed());
      TrialFolder.write(trial, folder, missing.isEmpty());
    }
    AtomicFile.write(dir.resolve(BY_TRIAL_CSV), ComparisonCsv.byTrial(trials));
    AtomicFile.write(dir.resolve(BY_MODEL_CSV), ComparisonCsv.byModel(Runs.of(trials)));
    Gallery gallery = missing.isEmpty() ? Gallery.draw(this, dir) : Gallery.none();
    ReportContent content = new ReportContent(this, gallery, missing);
    write(content, new MarkdownReport(dir), dir.resolve(REPORT_MD));
    write(content, new HtmlReport(title, dir), dir.resolve(REPORT_HTML));
  }

  /** Deletes the report and its charts from a folder; the trials stay. */
  public static void delete(Path dir) throws IOException {
    for (String name : List.of(REPORT_HTML, REPORT_MD, BY_TRIAL_CSV, BY_MODEL_CSV)) {
      Files.deleteIfExists(dir.resolve(name));
    }
    for (String name : Gallery.CHARTS) {
      Files.deleteIfExists(dir.resolve(name));
    }
  }

  private static void write(ReportContent content, Page page, Path file) throws IOException {
    content.writeTo(page);
    AtomicFile.write(file, page.text());
  }
}
