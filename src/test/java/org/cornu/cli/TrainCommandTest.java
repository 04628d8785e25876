package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

  @Test
  void trainsOneModelAndSaysWhereItLies(@TempDir Path folder) {
    Run run = Run.small(folder, 600, "train model1 --epochs 2 --seed 5");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("Model: \"model1\"", "epoch 1/2  loss ", "epoch 2/2  loss ")
        .containsPattern("model1 \\(one convolution\\), seed 5: test accuracy \\d+\\.\\d\\d %")
        .contains(folder.resolve("results/model1/seed-5").toString())
        .contains(folder.resolve("models/model1").toString())
        .doesNotContain("\r");
    assertThat(folder.resolve("results/model1/seed-5/history.csv")).content().hasLineCount(3);
    assertThat(folder.resolve("results/model1/seed-5/progress.json")).doesNotExist();
    assertThat(folder.resolve("models/model1/saved_model.pb")).isRegularFile();
    assertThat(folder.resolve("models/model1.keras")).isRegularFile();
  }

  @Test
  void theThreadsOfAnOpAreSetBeforeTensorFlowRunsAndKeptWithTheResult(@TempDir Path folder)
      throws Exception {
    String args = "train 1 --epochs 1 --seed 5 --threads-per-op 1";
    Process process =
        JavaProcess.of(Main.class, Run.smallArgs(folder, 600, args))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).as(folder.resolve("log").toString()).isZero();
    assertThat(folder.resolve("results/model1/seed-5/trial.json"))
        .content()
        .contains("\"threads per op\" : \"1\"");
  }

  @Test
  void aProfileIsPrintedAndWritten(@TempDir Path folder) {
    Path file = folder.resolve("profile.json");
    Run run = Run.small(folder, 1600, "train 1 --epochs 1 --profile " + file);
    assertThat(run.code()).isZero();
    assertThat(run.out()).containsSubsequence("epoch 1/1", "Steps 10 to 10: ", "\nconv2d  ");
    assertThat(file).content().contains("ResourceApplyAdam");
    assertThat(folder.resolve("profile.csv")).content().contains("conv2d,backward,");
  }
}
