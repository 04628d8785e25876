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
  void aDamagedTrialSaysWhatToDo() throws IOException {
    for (String json : List.of("{\"model\"", "{\"model\": \"m\"}", "{}")) {
      Files.writeString(dir.resolve("trial.json"), json);
      Files.writeString(dir.resolve("predictions.csv"), "index,truth,predicted,confidence\n");
      assertThatThrownBy(() -> TrialFolder.read(dir))
          .as(json)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("trial.json")
          .hasMessageEndingWith("delete the folder and train again");
    }
  }

  @Test
  void eachModelAndSeedHasItsFolder() {
    assertThat(TrialFolder.of(Path.of("results"), "model3", 7))
        .isEqualTo(Path.of("results/model3/seed-7"));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
