package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.cornu.history.HistoryCsv;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed at random moments and within writes, ends as one that was let alone. */
@Tag("slow")
class KilledRunTest {

  private static final int EPOCHS = 60;
  private static final int KILLS = 25;
  private static final int IN_WRITES = 10;

  @TempDir private Path folder;
  private int killed;
  private int withinWrite;

  @Test
  void killedProcessesEndAsOneThatWasLetAlone() throws Exception {
    InterruptibleRun unbroken = new InterruptibleRun(folder.resolve("unbroken"), EPOCHS);
    InterruptibleRun run = new InterruptibleRun(folder.resolve("killed"), EPOCHS);
    Files.createDirectories(run.folder());
    Random random = new Random(3);
    while (killed < KILLS || withinWrite < IN_WRITES) {
      boolean write = killed % 2 == 1;
      assertThat(killed(run, write, random.nextInt(40)))
          .as("the run must not end before it was killed often enough, got %d kills", killed)
          .isTrue();
    }
    Process last = start(run);
    assertThat(last.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).isZero();

    try (Model model = unbroken.compile();
        Model ended = run.compile()) {
      History history = unbroken.fit(model);
      ended.loadWeights(run.folder().resolve("final.weights.h5"));
      assertThat(ended.weights()).isEqualTo(model.weights());
      assertThat(figures(HistoryCsv.read(run.csv(), 0))).isEqualTo(figures(history));
    }
    try (Stream<Path> left = Files.list(run.folder())) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("history.csv", "best.keras", "final.weights.h5");
    }
    System.out.printf("%d kills, %d of them within a write%n", killed, withinWrite);
  }

  /** Kills a run after a while or within a write; false if it ended before. */
  private boolean killed(InterruptibleRun run, boolean write, int millis) throws Exception {
    for (Path part : parts(run, "")) {
      Files.deleteIfExists(part);
    }
    long before = modified(run.backup());
    Process process = start(run);
    while (process.isAlive() && modified(run.backup()) == before) {
      Thread.sleep(1);
    }
    if (write) {
      while (process.isAlive() && parts(run, ".h5").isEmpty()) {
        Thread.onSpinWait();
      }
    } else {
      Thread.sleep(millis);
    }
    boolean alive = process.isAlive();
    process.destroyForcibly().waitFor();
    if (alive) {
      killed++;
      withinWrite += parts(run, "").isEmpty() ? 0 : 1;
    }
    return alive;
  }

  /** The checkpoint on its way to its place, and what is written beside it. */
  private static List<Path> parts(InterruptibleRun run, String ending) throws IOException {
    List<Path> parts = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(run.folder(), ".backup.keras.*.part*" + ending)) {
      found.forEach(parts::add);
    }
    return parts;
  }

  private static long modified(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) : 0;
  }

  private Process start(InterruptibleRun run) throws IOException {
    return JavaProcess.of(
            InterruptibleRun.class, run.folder().toString(), Integer.toString(run.epochs()))
        .redirectErrorStream(true)
        .redirectOutput(new File(folder.toFile(), "log.txt"))
        .start();
  }

  private static List<List<Object>> figures(History history) {
    return history.epochs().stream()
        .map((Epoch epoch) -> List.<Object>of(epoch.number(), epoch.logs(), epoch.learningRate()))
        .toList();
  }
}
