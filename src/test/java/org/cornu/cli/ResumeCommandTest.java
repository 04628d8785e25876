package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cornu.Model;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;

/** A command whose process was killed, given again. */
@Tag("slow")
@Timeout(120)
class ResumeCommandTest {

  private static final int SAMPLES = 3000;
  private static final String TRAIN = "train model1 --epochs 8 --seed 5";

  @TempDir private Path unbroken;
  @TempDir private Path broken;

  private static void kill(Path folder) throws IOException, InterruptedException {
    kill(folder, trial(folder).resolve("checkpoint.keras"), 0);
  }

  /** Kills the process as soon as a file is there and has so many lines. */
  private static void kill(Path folder, Path file, int lines)
      throws IOException, InterruptedException {
    Process process =
        JavaProcess.of(Main.class, Run.smallArgs(folder, SAMPLES, TRAIN))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (process.isAlive()
        && (Files.notExists(file) || lines > 0 && Files.readAllLines(file).size() < lines)) {
      Thread.sleep(2);
    }
    process.destroyForcibly().waitFor();
    assertThat(trial(folder).resolve("trial.json")).doesNotExist();
  }

  private static Path trial(Path folder) {
    return folder.resolve("results/model1/seed-5");
  }

  /** The rows of the history but for the seconds. */
  private static List<String> rows(Path folder) throws IOException {
    return Files.readAllLines(trial(folder).resolve("history.csv")).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }

  private static Map<String, FloatNdArray> weights(Path folder) throws IOException {
    try (Model model = Model.load(folder.resolve("models/model1.keras"))) {
      return model.weights();
    }
  }

  @Test
  void trainGoesOnWhereItWasKilled() throws Exception {
    assertThat(Run.small(unbroken, SAMPLES, TRAIN).code()).isZero();
    kill(broken);
    Run resumed = Run.small(broken, SAMPLES, TRAIN + " --resume");
    assertThat(resumed.code()).isZero();
    assertThat(resumed.out()).contains("epoch 8/8").doesNotContain("epoch 1/8");
    assertThat(rows(broken)).isEqualTo(rows(unbroken));
    assertThat(weights(broken)).isEqualTo(weights(unbroken));
    assertThat(trial(broken).resolve("checkpoint.keras")).doesNotExist();
    assertThat(Run.small(broken, SAMPLES, TRAIN + " --resume").out()).contains("finished before");
  }

  @Test
  void withoutResumeItBeginsAnew() throws Exception {
    kill(broken);
    Run anew = Run.small(broken, SAMPLES, TRAIN);
    assertThat(anew.code()).isZero();
    assertThat(anew.out()).contains("epoch 1/8", "epoch 8/8");
    assertThat(rows(broken)).hasSize(9);
  }

  @Test
  void fewerEpochsThanAreTrainedAreRefused() throws Exception {
    kill(broken, trial(broken).resolve("history.csv"), 4); // the third epoch: two are kept
    Run fewer = Run.small(broken, SAMPLES, TRAIN.replace("8", "1") + " --resume");
    assertThat(fewer.code()).isEqualTo(1);
    assertThat(fewer.err())
        .containsPattern("checkpoint.keras: the run has [2-8] epochs already, 1 were asked for")
        .hasLineCount(1);
    assertThat(trial(broken).resolve("trial.json")).doesNotExist();
    Run more = Run.small(broken, SAMPLES, TRAIN + " --resume");
    assertThat(more.code()).isZero();
    assertThat(rows(broken)).hasSize(9);
  }
}
