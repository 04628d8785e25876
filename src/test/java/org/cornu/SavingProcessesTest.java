package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cornu.testing.JavaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that save to one path in a loop, while this one loads. */
@Tag("slow")
@Timeout(180)
class SavingProcessesTest {

  private static final int TIMES = 60;

  @TempDir private Path folder;

  @Test
  void leaveWholeModels() throws Exception {
    List<Process> savers = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      savers.add(
          JavaProcess.of(SavingProcessesTest.class, "" + folder, "" + seed)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log" + seed).toFile())
              .start());
    }
    int loaded = 0;
    while (savers.stream().anyMatch(Process::isAlive)) {
      if (Files.exists(folder.resolve("m.keras"))) {
        load();
        loaded++;
      }
    }
    for (Process saver : savers) {
      assertThat(saver.waitFor()).as("logs in " + folder).isZero();
    }
    assertThat(loaded).isPositive();
    load();
    try (Predictor served = Predictor.load(folder.resolve("m"))) {
      assertThat(served.predict(new float[] {1, 2, 3})).hasSize(2);
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("m.keras", "m.weights.h5", "m", "log1", "log2");
    }
  }

  private void load() throws IOException {
    try (Model model = Model.load(folder.resolve("m.keras"))) {
      assertThat(model.weights()).hasSize(2);
    }
  }

  /** Saves in all formats, again and again. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Sequential net = Sequential.of(input(3), dense(2)).seed(Long.parseLong(args[1]));
    try (Model model = net.compile(adam(), meanSquaredError())) {
      for (int i = 0; i < TIMES; i++) {
        model.save(folder.resolve("m.keras"));
        model.saveWeights(folder.resolve("m.weights.h5"));
        model.export(folder.resolve("m"));
      }
    }
  }
}
