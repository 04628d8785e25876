package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cornu.testing.JavaProcess;
import org.cornu.zoo.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --epochs 0                | --epochs needs 1 or more, got 0
          --epochs many             | 'many' is not an int
          --seeds 0                 | --seeds needs 1 or more, got 0
          --seeds 2 --seed 9223372036854775807 | 9223372036854775807 is the largest
          --batch-size -1           | --batch-size needs 1 or more, got -1
          --threads-per-op 0        | --threads-per-op needs 1 or more, got 0
          --train-samples 70000     | at most the 60000 samples there are, got 70000
          --models 6                | needs 1 to 5, model1 to model5, or champion, got "6"
          --models 1,1              | --models needs each model once
          --verbose --epochs 0      | --epochs needs 1 or more, got 0
          --nonsense                | Unknown option: '--nonsense'
          compare --resume=maybe    | maybe
          nonsense                  | compare, train, summary, predict, convert, serve, devices, got "nonsense"
          train                     | Missing required parameter: 'MODEL'
          train 1 2                 | '2'
          train 1 --profile p.txt   | --profile needs a file whose name ends in .json, got "p.txt"
          predict picture.png       | --model
          """)
  void badUsageEndsWith2AndOneLine(String args, String words) {
    Run run = Run.of(args.split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("cornu: ").contains(words).contains("--help");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aFailureEndsWith1AndOneLine(@TempDir Path folder) {
    Run run = Run.of("--data", folder.resolve("absent").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("cornu: ").contains("absent", "train-images");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void verboseShowsWhereAFailureCameFrom(@TempDir Path folder) {
    Run run = Run.of("train", "1", "--verbose", "--data", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines().count()).isGreaterThan(1);
    assertThat(run.err()).contains("at org.cornu.data.Mnist");
  }

  @Test
  void aFileWhereResultsBelongFailsBeforeTheTraining(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));
    Run run = Run.of("--out", file.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualToIgnoringNewLines("cornu: " + file + ": a file stands where a folder is needed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "--verbose --help"})
  void helpListsTheCommands(String args) {
    Run run = Run.of(args.split(" "));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("compare", "train", "summary", "predict", "devices");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare --help", "--epochs 3 --help"})
  void helpOfTheDefaultCommandListsItsOptions(String args) {
    Run run = Run.of(args.split(" "));
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("--models", "--seeds", "--resume", "--epochs", "--out");
  }

  @ParameterizedTest
  @CsvSource({
    "--help, 0, Usage: cornu",
    "train --help, 0, Usage: cornu train",
    "--version, 0, with the classifier",
    "devices, 1, with the classifier"
  })
  void withoutANativeLibraryOneLineSaysWhatToAdd(String args, int code, String words)
      throws Exception {
    Process process =
        JavaProcess.withoutNatives(Main.class, args.split(" ")).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertThat(printed).contains(words).doesNotContain("\tat ");
    assertThat(process.waitFor()).isEqualTo(code);
    if (code == 1) {
      // Newer Javas warn of native access before it.
      assertThat(printed.lines().filter(line -> !line.startsWith("WARNING") && !line.isBlank()))
          .singleElement()
          .asString()
          .startsWith("cornu: TensorFlow's native library");
    }
  }

  @Test
  void versionNamesCornuTensorFlowAndJava() {
    assertThat(Run.of("--version").out().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("cornu \\d+\\.\\d+.*"),
            line -> assertThat(line).matches("TensorFlow \\d+\\.\\d+.*"),
            line -> assertThat(line).startsWith("Java "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "model3"})
  void summaryPrintsAModel(String name) {
    Run run = Run.of("summary", name);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Model: \"model3\"").contains("Total params: 600,810");
  }

  /** An annotation's text is a constant, and cannot ask them. */
  @ParameterizedTest
  @ValueSource(strings = {"train", "summary", "compare"})
  void helpSaysWhatEachModelIs(String command) {
    String help = Run.of(command, "--help").out().replaceAll("\\s+", " ");
    for (String name : Recipe.names()) {
      String label = Recipe.named(name).orElseThrow().label();
      assertThat(help).contains(label.replaceFirst("^model", ""));
    }
  }

  @Test
  void devicesListsTheProcessor() {
    Run run = Run.of("devices");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("CPU  /job:localhost/replica:0/task:0/device:CPU:0");
  }
}
