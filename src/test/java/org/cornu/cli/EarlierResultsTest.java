package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cornu.testing.IdxFile;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A second run where a first one has finished, or is at work. */
@Tag("slow")
@Timeout(180)
class EarlierResultsTest {

  private static final int SAMPLES = 300;

  @TempDir private Path folder;
  private Map<String, String> before;

  @BeforeEach
  void train() throws IOException {
    assertThat(Run.small(folder, SAMPLES, "train 1 --epochs 1 --seed 5").err()).isEmpty();
    before = contents();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train 1 --epochs 2 --seed 5            | results/model1/seed-5: is of another run (epochs 1 there, 2 here), and 1 more;
          train 1 --epochs 2 --seed 5 --resume   | results/model1/seed-5: is of another run (epochs 1 there, 2 here), and 1 more;
          compare --models 2 --epochs 2          | results/model1/seed-5: is of another run (epochs 1 there, 2 here);
          compare --models 2 --batch-size 7 --epochs 1 | (batch size 128 there, 7 here)
          train 1 --epochs 1 --seed 6            | models/model1.keras: is of another run (seed 5 there, 6 here);
          """)
  void whatHasOtherSettingsIsRefusedAndNothingIsTouched(String args, String words)
      throws IOException {
    Run run = Run.small(folder, SAMPLES, args);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(words)
        .contains("choose another --out or --models-dir, or replace it by --overwrite")
        .hasLineCount(1);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aModelOfUnknownOriginIsRefused() throws IOException {
    Files.writeString(folder.resolve("models/model2.keras"), "a user's");
    Run run = Run.small(folder, SAMPLES, "train 2 --epochs 1 --seed 5");
    assertThat(run.err()).contains("models/model2.keras", "no note says of which").hasLineCount(1);
    assertThat(folder.resolve("models/model2.keras")).hasContent("a user's");
  }

  @Test
  void overwriteSaysWhatItDeletesAndLeavesNothingOfIt() throws IOException {
    Run run = Run.small(folder, SAMPLES, "compare --models 2 --epochs 2 --seed 5 --overwrite");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("seed-5 of another run (epochs 1 there, 2 here)", "report in ");
    assertThat(contents().keySet())
        .filteredOn(name -> name.contains("model1"))
        .as("files of the first run")
        .isEmpty();
    assertThat(contents()).containsKey("models/model2.keras");
  }

  @Test
  void theSameRunReplacesItsOwn() throws IOException {
    Run run = Run.small(folder, SAMPLES, "train 1 --epochs 1 --seed 5");
    assertThat(run.err()).isEmpty();
    assertThat(contents().keySet()).isEqualTo(before.keySet());
  }

  @Test
  void otherDataInTheSameFolderAreOtherData() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    write(data, 1);
    String args =
        "train 1 --epochs 1 --seed 5 --data %s --out %s".formatted(data, folder.resolve("ofData"));
    assertThat(Run.of(args.split(" ")).err()).isEmpty();
    write(data, 2);
    Run run = Run.of((args + " --resume").split(" "));
    assertThat(run.err()).contains("ofData", "(sum ").containsPattern("data .* there, .* here");
  }

  @Test
  void modelsBelongToTheirRun() throws Exception {
    String args = "train 1 --epochs 1 --train-samples 300";
    assertThat(inFolder(args)).isZero();
    assertThat(inFolder(args.replace("epochs 1", "epochs 2") + " --out mine")).isZero();
    assertThat(folder.resolve("work/models/model1.keras")).exists();
    assertThat(folder.resolve("work/results/latest/model1")).exists();
    assertThat(folder.resolve("work/mine/models/model1.keras")).exists();
    assertThat(folder.resolve("work/models/model1.json")).content().contains("\"epochs\" : \"1\"");
  }

  @Test
  void aRunThatIsAtWorkIsNamed() throws Exception {
    Path out = folder.resolve("busy");
    Process first =
        JavaProcess.of(Main.class, "train", "1", "--epochs", "900", "--out", out.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      while (Files.notExists(out.resolve("model1/seed-2017"))) {
        assertThat(first.isAlive()).as(folder.resolve("log").toString()).isTrue();
        Thread.sleep(5);
      }
      for (String command : List.of("compare", "train 1")) {
        Run second = Run.of((command + " --epochs 1 --out " + out).split(" "));
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err())
            .startsWith(
                "cornu: " + out + ": another run is using it, process " + first.pid() + ", since ")
            .hasLineCount(1);
      }
    } finally {
      first.destroyForcibly().waitFor();
    }
    String again = "train 1 --epochs 1 --train-samples 300 --out " + out;
    assertThat(Run.of(again.split(" ")).err()).isEmpty();
  }

  private int inFolder(String args) throws Exception {
    Path work = Files.createDirectories(folder.resolve("work"));
    return JavaProcess.of(Main.class, args.split(" "))
        .directory(work.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start()
        .waitFor();
  }

  private static void write(Path data, int grey) throws IOException {
    for (String part : List.of("train", "t10k")) {
      byte[] pixels = new byte[20 * 28 * 28];
      Arrays.fill(pixels, (byte) grey);
      IdxFile.write(data.resolve(part + "-images-idx3-ubyte"), pixels, 20, 28, 28);
      byte[] labels = new byte[20];
      labels[3] = 9;
      IdxFile.write(data.resolve(part + "-labels-idx1-ubyte"), labels, 20);
    }
  }

  /** All files by name, but for the locks. */
  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(".cornu.lock")) {
          contents.put(
              folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)) + "");
        }
      }
    }
    return contents;
  }
}
