package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class CompareCommandTest {

  @TempDir private Path folder;

  @Test
  void trainsReportsAndExports() throws IOException {
    Run run = Run.small(folder, 600, "--models 1,2 --epochs 1 --seeds 2 --seed 7");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    Path results = folder.resolve("results");
    assertThat(results).isDirectoryContaining("glob:**/report.html");
    for (String model : List.of("model1", "model2")) {
      for (String seed : List.of("seed-7", "seed-8")) {
        Path trial = results.resolve(model).resolve(seed);
        assertThat(trial.resolve("trial.json")).isRegularFile();
        assertThat(Files.readAllLines(trial.resolve("history.csv")))
            .satisfiesExactly(
                header ->
                    assertThat(header)
                        .isEqualTo(
                            "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds"),
                row -> assertThat(row).startsWith("1,"));
      }
      assertThat(folder.resolve("models").resolve(model).resolve("saved_model.pb")).isRegularFile();
      assertThat(folder.resolve("models").resolve(model + ".keras")).isRegularFile();
    }
    assertThat(Files.readAllLines(results.resolve("comparison.csv")))
        .extracting(row -> row.split(",")[0] + " " + row.split(",")[1])
        .containsExactlyInAnyOrder("model seed", "model1 7", "model1 8", "model2 7", "model2 8");
    assertThat(results.resolve("report.md"))
        .content()
        .contains("| data | MNIST |", "| training samples | 600 |", "| seeds | 7, 8 |")
        .doesNotContain("Notebook");
  }

  @Test
  void theChampionIsTrainedByItsOwnRecipeAndStaysBesideTheFive() throws IOException {
    assertThat(Run.small(folder, 300, "train champion --epochs 1").err()).isEmpty();
    Run run = Run.small(folder, 300, "--models 1,champion --epochs 1 --resume");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("champion (trained for accuracy), seed 2017: finished");
    assertThat(folder.resolve("results/report.md"))
        .content()
        .contains(
            "| epochs | 1 |",
            "| validation split | 0.2 (model1); 0.05 (champion) |",
            "| loss | categorical cross-entropy (model1); categorical cross-entropy, labels"
                + " smoothed by 0.05 (champion) |");
  }

  @Test
  void resumeTrainsOnlyWhatIsMissing() throws IOException {
    Run.small(folder, 600, "--models 1 --epochs 1");
    String first = history(2017);
    Run run = Run.small(folder, 600, "--models 1 --epochs 1 --seeds 2 --resume");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("model1 (one convolution), seed 2017: finished");
    assertThat(run.out()).doesNotContain("model1 (one convolution), seed 2018: finished");
    assertThat(history(2017)).isEqualTo(first);
    assertThat(Files.readAllLines(folder.resolve("results/comparison.csv"))).hasSize(3);
  }

  private String history(long seed) throws IOException {
    return Files.readString(folder.resolve("results/model1/seed-" + seed + "/history.csv"));
  }
}
