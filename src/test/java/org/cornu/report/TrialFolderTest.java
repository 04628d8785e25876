package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialFolderTest {

  private static final Trial TRIAL = Trials.trial("model1", 2017, 0.9, Trials.truth(200));

  @TempDir private Path dir;

  @Test
  void aTrialIsReadBackExactly() throws IOException {
    TrialFolder.write(TRIAL, dir);
    Trial read = TrialFolder.read(dir).orElseThrow();
    Trials.assertEqual(read, TRIAL);
    assertThat(read.settings().keySet()).containsExactly("epochs", "batch size");
    assertThat(read.history().names()).isEqualTo(TRIAL.history().names());
  }

  @Test
  void aTrialThatDivergedIsReadBackToo() throws IOException {
    Epoch epoch = new Epoch(1, Map.of("loss", Double.NaN), 0.1, 2);
    Trial diverged =
        new Trial(
            "m",
            "",
            "",
            1,
            Map.of(),
            Trials.DIGITS,
            new History(-3, List.of(epoch)),
            new Evaluation(Double.POSITIVE_INFINITY, Map.of("accuracy", 0.1), 200, 1),
            TRIAL.predictions());
    TrialFolder.write(diverged, dir);
    Trials.assertEqual(TrialFolder.read(dir).orElseThrow(), diverged);
  }

  @Test
  void aFolderHoldsFiguresAndPictures() throws IOException {
    TrialFolder.write(TRIAL, dir);
    assertThat(names())
        .containsExactlyInAnyOrder(
            "history.csv", "predictions.csv", "history.png", "confusion.png", "trial.json");
    assertThat(dir.resolve("predictions.csv"))
        .content()
        .startsWith("index,truth,predicted,confidence\n0,0,")
        .hasLineCount(201);
  }

  @Test
  void withoutFontsTheFiguresStand() throws IOException {
    TrialFolder.write(TRIAL, dir, false);
    assertThat(names()).containsExactlyInAnyOrder("history.csv", "predictions.csv", "trial.json");
    assertThat(TrialFolder.read(dir)).isPresent();
  }

  @Test
  void aTrialWithoutItsLastFileIsNotFinished() throws IOException {
    TrialFolder.write(TRIAL, dir, false);
    Files.delete(dir.resolve("trial.json"));
    assertThat(TrialFolder.read(dir)).isEmpty();
  }

  @Test
  void aFailureLeavesTheTrialUnfinished() throws IOException {
    Files.createDirectories(dir.resolve("predictions.csv/in the way"));
    assertThatThrownBy(() -> TrialFolder.write(TRIAL, dir, false)).isInstanceOf(IOException.class);
    assertThat(TrialFolder.read(dir)).isEmpty();
    assertThat(names()).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void aTrialOfBeforeThereWereTitlesHasNone() throws IOException {
    TrialFolder.write(TRIAL.titled("two convolutions"), dir, false);
    Path json = dir.resolve("trial.json");
    String whole = Files.readString(json);
    assertThat(TrialFolder.read(dir).orElseThrow().label()).isEqualTo("model1 (two convolutions)");

    Files.writeString(json, whole.replaceFirst("\"title\" : .*", ""));
    Trials.assertEqual(TrialFolder.read(dir).orElseThrow(), TRIAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          \\A.*                          |
          (?s)\\A.*                      | {}
          "model" : "model1",            |
          "title" : "",                  | "title" : null,
          "settings" : \\{[^}]*\\}       | "settings" : null
          "batch size" : "[^"]*"         | "batch size" : null
          "loss" : [^,]*,                | "loss" : null,
          "loss" : [^,]*,                |
          "accuracy" : [^,\\n]*          | "accuracy" : null
          "val_accuracy" : [^,\\n]*      | "val_f1" : 0
          "number" : 2                   | "number" : null
          "seconds" : [^,\\n]*           | "seconds" : "long"
          (?s)"epochs" : \\[.*\\]         | "epochs" : [ ]
          (?s)"epochs" : \\[.*\\]         | "epochs" : [ null ]
          (?s)"metrics" : \\{[^}]*\\}     | "metrics" : { }
          (?s)"classes" : \\[[^\\]]*\\]   | "classes" : [ "0", "1" ]
          """)
  void aDamagedTrialSaysWhatToDo(String pattern, String replacement) throws IOException {
    TrialFolder.write(TRIAL, dir, false);
    Path json = dir.resolve("trial.json");
    String whole = Files.readString(json);
    String damaged = whole.replaceFirst(pattern, replacement == null ? "" : replacement);
    assertThat(damaged).isNotEqualTo(whole);
    Files.writeString(json, damaged);
    assertThatThrownBy(() -> TrialFolder.read(dir))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("needs a finished trial, got a damaged file (")
        .hasMessageEndingWith("delete the folder and train again");
  }

  @Test
  void eachModelAndSeedHasItsFolder() {
    assertThat(TrialFolder.of(Path.of("results"), "model3", 7))
        .isEqualTo(Path.of("results/model3/seed-7"));
    assertThat(TrialFolder.of(Path.of("r"), "my net/2: größe.", 7))
        .isEqualTo(Path.of("r/my net%2F2%3A größe%2E/seed-7"));
    assertThat(TrialFolder.of(Path.of("r"), "..", 7)).isEqualTo(Path.of("r/%2E%2E/seed-7"));
    assertThat(TrialFolder.of(Path.of("r"), "ä".repeat(300), 7).getParent().getFileName() + "")
        .hasSizeLessThan(80);
  }

  @Test
  void finishedTrialsAreFoundAndDeletedWithoutWhatIsOthers() throws IOException {
    Path first = TrialFolder.of(dir, TRIAL.model(), TRIAL.seed());
    TrialFolder.write(TRIAL, first);
    Trial second = Trials.trial("a/b", 3, 0.5, Trials.truth(200));
    TrialFolder.write(second, TrialFolder.of(dir, "a/b", 3), false);
    Files.createDirectories(dir.resolve("model1/seed-9")); // not finished
    assertThat(TrialFolder.finished(dir))
        .extracting(trial -> trial.model() + " " + trial.seed())
        .containsExactly("a/b 3", "model1 2017");
    Files.writeString(first.resolve("notes.txt"), "mine");
    for (FinishedTrial trial : TrialFolder.finished(dir)) {
      assertThat(trial.settings()).isEqualTo(TRIAL.settings());
      TrialFolder.delete(trial.folder());
    }
    assertThat(names()).containsExactly("model1");
    assertThat(first).isDirectoryContaining("glob:**/notes.txt");
    assertThat(first.resolve("history.csv")).doesNotExist();
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
