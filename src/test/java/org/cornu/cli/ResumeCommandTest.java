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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    kill(Run.smallArgs(folder, SAMPLES, TRAIN), checkpoint(folder, "model1"), 0);
  }

  /** Kills the process as soon as a file is there and has so many lines. */
  private static void kill(String[] command, Path file, int lines)
      throws IOException, InterruptedException {
    Process process =
        JavaProcess.of(Main.class, command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (process.isAlive()
        && (Files.notExists(file) || lines > 0 && Files.readAllLines(file).size() < lines)) {
      Thread.sleep(2);
    }
    process.destroyForcibly().waitFor();
    assertThat(file.resolveSibling("trial.json")).doesNotExist();
  }

  private static Path checkpoint(Path folder, String model) {
    return trial(folder, model).resolve("checkpoint.keras");
  }

  private static Path trial(Path folder) {
    return trial(folder, "model1");
  }

  private static Path trial(Path folder, String model) {
    return folder.resolve("results").resolve(model).resolve("seed-5");
  }

  private static List<String> rows(Path folder) throws IOException {
    return rows(folder, "model1");
  }

  /** The rows of the history but for the seconds. */
  private static List<String> rows(Path folder, String model) throws IOException {
    return Files.readAllLines(trial(folder, model).resolve("history.csv")).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }

  private static Map<String, FloatNdArray> weights(Path folder, String name) throws IOException {
    try (Model model = Model.load(folder.resolve("models").resolve(name + ".keras"))) {
      return model.weights();
    }
  }

  /** The champion draws its augmentation, follows a schedule, and swaps weights for their means. */
  @ParameterizedTest
  @CsvSource({"model1, 8, 3000", "champion, 4, 400"})
  void trainGoesOnWhereItWasKilled(String model, int epochs, int samples) throws Exception {
    String train = "train %s --epochs %d --seed 5".formatted(model, epochs);
    assertThat(Run.small(unbroken, samples, train).code()).isZero();
    kill(Run.smallArgs(broken, samples, train), checkpoint(broken, model), 0);
    Run resumed = Run.small(broken, samples, train + " --resume");
    assertThat(resumed.code()).isZero();
    assertThat(resumed.out())
        .contains("epoch %1$d/%1$d".formatted(epochs))
        .doesNotContain("epoch 1/" + epochs);
    assertThat(rows(broken, model)).isEqualTo(rows(unbroken, model));
    assertThat(weights(broken, model)).isEqualTo(weights(unbroken, model));
    assertThat(checkpoint(broken, model)).doesNotExist();
    assertThat(Run.small(broken, samples, train + " --resume").out()).contains("finished before");
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
    Path history = trial(broken).resolve("history.csv");
    kill(Run.smallArgs(broken, SAMPLES, TRAIN), history, 4); // the third epoch: two are kept
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
