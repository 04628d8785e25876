package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.callbacks.Callbacks.csvLogger;
import static org.cornu.callbacks.Callbacks.modelCheckpoint;
import static org.cornu.callbacks.Callbacks.profile;
import static org.cornu.callbacks.Callbacks.tensorBoard;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.schedules.Schedules.exponentialDecay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cornu.cli.Main;
import org.cornu.data.Dataset;
import org.cornu.history.History;
import org.cornu.report.HistoryChart;
import org.cornu.testing.JavaProcess;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digits that are not Latin, a dotless i, a decimal comma: no number and no file is another. */
@Tag("slow")
class LocaleTest {

  @TempDir private Path folder;

  private String run(String language, Class<?> main, String... arguments) throws Exception {
    Path out = folder.resolve("out-" + language);
    Path err = folder.resolve("err-" + language);
    Process process =
        JavaProcess.of(
                List.of("-Duser.language=" + language, "-Dfile.encoding=UTF-8"), main, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> content(err)).isZero();
    return Files.readString(out);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Path made(String language) throws IOException {
    return Files.createDirectory(folder.resolve(language));
  }

  @Test
  void aModelIsTheSame() throws Exception {
    String expected = run("en", LocaleTest.class, made("en").toString());
    for (String language : List.of("ar", "tr", "de")) {
      assertThat(run(language, LocaleTest.class, made(language).toString()))
          .as(language)
          .isEqualTo(expected);
      assertThat(files(language)).as(language).isEqualTo(files("en"));
    }
  }

  private List<String> files(String language) throws IOException {
    Path root = folder.resolve(language);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> !name.contains("events.out"))
          .sorted()
          .toList();
    }
  }

  /** Trains, saves, exports, loads and draws; prints the answers. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Dataset data = Blobs.classes(64);
    Sequential net =
        Sequential.of(input(2), dense(8).relu(), dense(8).tanh(), dense(3).softmax()).seed(2);
    try (Model model =
        net.compile(adam(exponentialDecay(0.1, 3, 0.5)), categoricalCrossentropy(), accuracy())) {
      History history =
          model.fit(
              data,
              Fit.epochs(2)
                  .batchSize(8)
                  .callbacks(
                      csvLogger(folder.resolve("history.csv")),
                      tensorBoard(folder.resolve("logs")),
                      profile(folder.resolve("profile.json")),
                      modelCheckpoint(folder.resolve("model-{epoch:02d}.keras").toString())));
      HistoryChart.of(history, "blobs").save(folder.resolve("history.png"));
      model.save(folder.resolve("model.keras"));
      model.export(folder.resolve("model"));
      System.out.println(Arrays.deepToString(model.predict(data)));
    }
    for (String name : List.of("model-02.keras", "model.keras", "model")) {
      try (Predictor predictor = Predictor.load(folder.resolve(name))) {
        System.out.println(Arrays.deepToString(predictor.predict(data)));
      }
    }
  }

  @Test
  void aReportHasLatinDigits() throws Exception {
    Path results = folder.resolve("results");
    run(
        "ar",
        Main.class,
        "compare --models 1 --epochs 1 --train-samples 200 --out %s --models-dir %s"
            .formatted(results, folder.resolve("models"))
            .split(" "));
    try (Stream<Path> files = Files.walk(results)) {
      for (Path file : files.filter(LocaleTest::isText).toList()) {
        assertThat(file).content().doesNotContainPattern("[\u0660-\u0669\u06f0-\u06f9]");
      }
    }
    assertThat(results.resolve("report.md")).content().contains("46,922");
  }

  private static boolean isText(Path file) {
    return file.toString().matches(".*\\.(csv|json|md|html)");
  }
}
