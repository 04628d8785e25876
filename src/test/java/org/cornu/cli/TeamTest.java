package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --workers}: real processes, which end together. */
@Tag("slow")
class TeamTest {

  private static final int SAMPLES = 2000;
  private static final int EPOCHS = 10;
  private static final String TRAIN = "train model1 --seed 5 --worker-timeout 5 --epochs " + EPOCHS;
  private static final int KILLS = Integer.getInteger("kills", 5);

  @TempDir private Path folder;
  private File said;

  @BeforeEach
  void says() {
    said = folder.resolve("said").toFile();
  }

  private Process start(Path to, String options) throws IOException {
    return JavaProcess.of(Main.class, Run.smallArgs(to, SAMPLES, TRAIN + options))
        .redirectErrorStream(true)
        .redirectOutput(said)
        .start();
  }

  private String said() throws IOException {
    return Files.readString(said.toPath());
  }

  private void run(Path to, String options) throws Exception {
    Process process = start(to, options);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
    assertThat(process.exitValue()).as(said()).isZero();
  }

  private static Path trial(Path of) {
    return of.resolve("results/model1/seed-5");
  }

  /** The rows of the history but for the seconds. */
  private static List<String> rows(Path of) throws IOException {
    return Files.readAllLines(trial(of).resolve("history.csv")).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }

  private static void assertClose(Path actual, Path expected) throws IOException {
    List<String> rows = rows(actual);
    assertThat(rows).hasSize(EPOCHS + 1);
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      String[] ours = rows.get(epoch).split(",");
      String[] theirs = rows(expected).get(epoch).split(",");
      assertThat(Double.parseDouble(ours[1]))
          .as("loss of epoch %d", epoch)
          .isCloseTo(Double.parseDouble(theirs[1]), within(1e-3));
    }
  }

  /** Waits until a run that goes on keeps another checkpoint, and then for so long. */
  private static void awaitCheckpoint(Process process, Path of, int millis) throws Exception {
    Path checkpoint = trial(of).resolve("checkpoint.keras");
    long before = modified(checkpoint);
    while (process.isAlive() && modified(checkpoint) == before) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    TimeUnit.MILLISECONDS.sleep(millis);
    assertThat(process.isAlive()).as("it goes on").isTrue();
  }

  private static long modified(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) : 0;
  }

  private static void assertEnd(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  @Timeout(240 + 20 * 100)
  void whoeverIsKilledAllEndAndTheSameCommandGoesOn() throws Exception {
    Path unbroken = folder.resolve("unbroken");
    Path broken = folder.resolve("broken");
    run(unbroken, " --workers 2");
    Random random = new Random(7);
    for (int kill = 0; kill < KILLS; kill++) {
      Process first = start(broken, " --workers 2 --resume");
      int epoch = Files.exists(trial(broken)) ? rows(broken).size() : 1;
      if (epoch < EPOCHS - 1) {
        awaitCheckpoint(first, broken, random.nextInt(100));
      } else {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(3000));
      }
      List<ProcessHandle> others = first.children().toList();
      if (random.nextBoolean() || others.isEmpty()) {
        first.destroyForcibly();
      } else {
        others.get(0).destroyForcibly();
      }
      assertThat(first.waitFor(30, TimeUnit.SECONDS)).as(said()).isTrue();
      assertEnd(others);
    }
    run(broken, " --workers 2 --resume");
    assertThat(rows(broken)).isEqualTo(rows(unbroken));
  }

  @Test
  @Timeout(240)
  void aKilledOneIsNamedAndAnotherNumberGoesOn() throws Exception {
    Path alone = folder.resolve("alone");
    assertThat(Run.small(alone, SAMPLES, TRAIN).code()).isZero();
    Path broken = folder.resolve("broken");
    Process first = start(broken, " --workers 2");
    awaitCheckpoint(first, broken, 0);
    List<ProcessHandle> others = first.children().toList();
    others.get(0).destroyForcibly();
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said()).contains("cornu: worker 0 waited 5.0 s", "worker 1 at 127.0.0.1:");

    Process three = start(broken, " --workers 3 --resume");
    awaitCheckpoint(three, broken, 0);
    List<ProcessHandle> rest = three.children().toList();
    assertThat(rest).hasSize(2);
    three.destroy(); // as Ctrl-C does
    assertThat(three.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertEnd(rest);
    assertThat(said()).contains("stopped after ", "--resume");

    run(broken, " --resume");
    assertClose(broken, alone);
  }

  @Test
  @Timeout(120)
  @DisabledOnOs(OS.WINDOWS)
  void oneThatHangsIsNamedAndEnded() throws Exception {
    Path hung = folder.resolve("hung");
    Process first = start(hung, " --workers 2");
    awaitCheckpoint(first, hung, 0);
    List<ProcessHandle> others = first.children().toList();
    assertThat(new ProcessBuilder("kill", "-STOP", "" + others.get(0).pid()).start().waitFor())
        .isZero();
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(first.exitValue()).isNotZero();
    assertThat(said()).contains("worker 1 at 127.0.0.1:", "does not answer");
    assertEnd(others);
  }
}
