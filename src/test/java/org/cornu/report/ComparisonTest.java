package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

  private static final Pattern LINK = Pattern.compile("<img src=\"([^\"]+)\"");

  @TempDir private static Path dir;

  @BeforeAll
  static void writeOnce() throws IOException {
    comparison().write(dir);
  }

  static Comparison comparison() {
    int[] truth = Trials.truth(500);
    List<Trial> trials =
        List.of(
            Trials.trial("model1", 1, 0.95, truth),
            Trials.trial("model1", 2, 0.96, truth),
            Trials.trial("model2", 1, 0.98, truth).titled("+ dropout"));
    Map<String, String> setting = new LinkedHashMap<>();
    setting.put("seeds", "1, 2");
    setting.put("processor", "any <fast> one");
    Reference notebook = new Reference("notebook", Map.of("model1", Figures.accuracy(98.68)));
    return Comparison.of("Two nets", trials, Trials.images(truth))
        .setting(setting)
        .references(List.of(notebook));
  }

  /** The pictures of a report, in order. */
  static List<String> links(Path report) throws IOException {
    return LINK.matcher(Files.readString(report.resolve("report.md")))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void writesFiguresChartsAndBothReports() {
    for (String file :
        List.of(
            "report.html",
            "report.md",
            "comparison.csv",
            "comparison_by_model.csv",
            "accuracy.png",
            "time.png",
            "accuracy-time.png",
            "validation.png",
            "model1/seed-1/mistakes.png",
            "model1/seed-2/trial.json",
            "model2/seed-1/history.png")) {
      assertThat(dir.resolve(file)).isNotEmptyFile();
    }
  }

  @Test
  void chartsShowEachModelInItsColourAndClipNothing() throws IOException {
    for (String chart : List.of("accuracy", "time", "accuracy-time", "validation")) {
      assertThat(Pngs.hasWhiteRim(Pngs.read(dir.resolve(chart + ".png")))).as(chart).isTrue();
    }
    for (String chart : List.of("accuracy-time", "validation")) {
      var image = Pngs.read(dir.resolve(chart + ".png"));
      assertThat(Pngs.count(image, Look.colour(0))).as(chart).isGreaterThan(50);
      assertThat(Pngs.count(image, Look.colour(1))).as(chart).isGreaterThan(50);
      assertThat(Pngs.count(image, Look.colour(2))).as(chart).isZero();
    }
  }

  @Test
  void everyLinkOfTheMarkdownLeadsToAPicture() throws IOException {
    assertThat(links(dir)).hasSize(4 + 2 * 3).allSatisfy(l -> assertThat(dir.resolve(l)).exists());
  }

  @Test
  void bothReportsSayTheSame() {
    for (String report : List.of("report.md", "report.html")) {
      assertThat(dir.resolve(report))
          .content()
          .contains("Two nets", "46,922", "98.68", "notebook: accuracy", "Total params")
          .contains("Shown is seed 1, the first of 2")
          .containsPattern("any (\\\\|&lt;)?.*fast.* one");
    }
  }

  @Test
  void resultsComeFirstAndSettingsLast() throws IOException {
    String report = Files.readString(dir.resolve("report.md"));
    assertThat(report)
        .containsSubsequence(
            "The best is model2 (+ dropout)",
            "| model2 (+ dropout) | 46,922 |",
            "accuracy.png",
            "## model1\n",
            "## model2 (+ dropout)\n",
            "mistakes.png",
            "Total params",
            "## Settings\n",
            "| processor |");
  }

  @Test
  void aTrialInTheFolderIsFinished() throws IOException {
    Trial read = TrialFolder.read(TrialFolder.of(dir, "model1", 2)).orElseThrow();
    Trials.assertEqual(read, comparison().trials().get(1));
  }

  @Test
  void writingTwiceGivesTheSameBytes(@TempDir Path again) throws IOException {
    comparison().write(again);
    for (String file : List.of("report.html", "report.md", "comparison.csv")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(dir.resolve(file));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar", "tr", "de"})
  void otherLanguagesGiveTheSameBytes(String language) throws Exception {
    Path other = dir.resolve(language);
    Process java =
        JavaProcess.of(
                List.of("-Duser.language=" + language, "-Djava.awt.headless=true"),
                Writer.class,
                other.toString())
            .inheritIO()
            .start();
    assertThat(java.waitFor()).isZero();
    for (String file : List.of("report.html", "report.md", "comparison_by_model.csv")) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(dir.resolve(file));
    }
    Path history = Path.of("model1/seed-1/history.csv");
    assertThat(other.resolve(history)).hasSameBinaryContentAs(dir.resolve(history));
  }

  /** What another Java runs. */
  static final class Writer {
    public static void main(String[] args) throws IOException {
      comparison().write(Path.of(args[0]));
    }
  }

  @Test
  void withoutFontsTheReportStandsAndSaysWhy(@TempDir Path bare) throws IOException {
    comparison().write(bare, Optional.of("pictures left out: why"));
    try (var files = Files.walk(bare)) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".png"));
    }
    assertThat(bare.resolve("report.md"))
        .content()
        .contains("pictures left out: why", "46,922")
        .doesNotContain("<img");
    assertThat(bare.resolve("report.html"))
        .content()
        .contains("pictures left out: why", "46,922")
        .doesNotContain("<img");
    assertThat(bare.resolve("comparison.csv"))
        .hasSameTextualContentAs(dir.resolve("comparison.csv"));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.5, 0.5", "0.1, 0.5, 0.5", "NaN, NaN, NaN", "0.5, NaN, 0.5", "1, 1, 1"})
  void validationMayBeFlatOrNoNumber(double first, double second, double third) throws IOException {
    List<Epoch> epochs = new ArrayList<>();
    for (double value : new double[] {first, second, third}) {
      Map<String, Double> logs = Map.of("loss", 0.5, "val_accuracy", value);
      epochs.add(new Epoch(epochs.size() + 1, logs, 0.1, 1));
    }
    int[] truth = Trials.truth(100);
    Trial trial = Trials.trial("m", 1, 0.9, truth);
    Trial flat =
        Trial.of("m", new History(1, epochs), trial.test())
            .predictions(trial.predictions(), trial.classes());
    Comparison.of("Flat", List.of(flat), Trials.images(truth)).write(dir.resolve("flat"));
    assertThat(dir.resolve("flat/validation.png")).isNotEmptyFile();
  }

  @Test
  void aModelsNameMayHoldAnything() throws IOException {
    int[] truth = Trials.truth(100);
    List<Trial> trials =
        List.of(
            Trials.trial("my net", 1, 0.9, truth), Trials.trial("100% <b>/\u00e4", 1, 0.9, truth));
    Path odd = dir.resolve("odd");
    Comparison.of("Odd", trials, Trials.images(truth)).write(odd);
    assertThat(links(odd))
        .hasSize(4 + 2 * 3)
        .noneMatch(link -> link.contains(" "))
        .allSatisfy(link -> assertThat(odd.resolve(URI.create(link).getPath())).isNotEmptyFile());
    assertThat(odd.resolve("report.html")).content().contains("<h2>100% &lt;b&gt;/\u00e4</h2>");
  }

  @Test
  void whoMeasuredNoneOfTheModelsIsLeftOut() {
    Reference other = new Reference("other", Map.of("model3", Figures.accuracy(98.7)));
    Reference notebook = comparison().references().get(0);
    assertThat(comparison().references(List.of(other, notebook)).references())
        .containsExactly(notebook);
  }

  @Test
  void refusesWhatCannotBeCompared() {
    int[] truth = Trials.truth(100);
    Trial trial = Trials.trial("m", 1, 0.9, truth);
    assertThatThrownBy(() -> Comparison.of("t", List.of(), Trials.images(truth)))
        .hasMessageContainingAll("at least one trial", "got none");
    assertThatThrownBy(() -> Comparison.of("t", List.of(trial, trial), Trials.images(truth)))
        .hasMessageContainingAll("each model and seed once", "m, seed 1 twice");
    assertThatThrownBy(() -> Comparison.of("t", List.of(trial), Trials.images(Trials.truth(99))))
        .hasMessage(
            "comparison: the test set has 99 samples, m, seed 1, answered 100; use the same set");
  }
}
