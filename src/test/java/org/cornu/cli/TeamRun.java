package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cornu.testing.JavaProcess;

/**
 * A training of model 1 in processes of its own.
 *
 * @param folder where it leaves what it has
 * @param epochs how many it trains
 */
record TeamRun(Path folder, int epochs) {

  private static final int SAMPLES = 2000;

  private String command(String options) {
    return "train model1 --seed 5 --epochs %d".formatted(epochs) + options;
  }

  /** Runs it here, by one process. */
  void runAlone() {
    assertThat(Run.small(folder, SAMPLES, command("")).code()).isZero();
  }

  /**
   * Starts a process of it.
   *
   * @param within what a command begins with that is to run in another place
   */
  ProcessBuilder process(List<String> within, String options) throws IOException {
    Files.createDirectories(folder);
    ProcessBuilder builder =
        JavaProcess.of(
            Main.class, Run.smallArgs(folder, SAMPLES, command(" --worker-timeout 15 " + options)));
    List<String> command = new ArrayList<>(within);
    command.addAll(builder.command());
    return builder.command(command).redirectErrorStream(true).redirectOutput(log().toFile());
  }

  Process start(String options) throws IOException {
    return process(List.of(), options).start();
  }

  void run(String options) throws Exception {
    Process process = start(options);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
    assertThat(process.exitValue()).as(said()).isZero();
  }

  private Path log() {
    return folder.resolve("log");
  }

  /** What the last process has printed. */
  String said() throws IOException {
    return Files.readString(log());
  }

  boolean isBegun() {
    return Files.exists(trial());
  }

  private Path trial() {
    return folder.resolve("results/model1/seed-5");
  }

  /** The rows of the history but for the seconds. */
  List<String> rows() throws IOException {
    return Files.readAllLines(trial().resolve("history.csv")).stream()
        .map(row -> row.substring(0, row.lastIndexOf(',')))
        .toList();
  }

  /** Fails unless its losses are those of another run but for rounding, which training enlarges. */
  void assertNear(TeamRun other) throws IOException {
    assertThat(rows()).hasSize(epochs + 1);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      assertThat(loss(epoch)).as("epoch %d", epoch).isCloseTo(other.loss(epoch), within(1e-3));
    }
  }

  private double loss(int epoch) throws IOException {
    return Double.parseDouble(rows().get(epoch).split(",")[1]);
  }

  /** Waits until it keeps another checkpoint, and then for so long. */
  void awaitCheckpoint(Process process, int millis) throws Exception {
    Path checkpoint = trial().resolve("checkpoint.keras");
    long before = modified(checkpoint);
    while (process.isAlive() && modified(checkpoint) == before) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    TimeUnit.MILLISECONDS.sleep(millis);
    assertThat(process.isAlive()).as(said()).isTrue();
  }

  private static long modified(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) : 0;
  }
}
