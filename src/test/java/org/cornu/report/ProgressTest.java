package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cornu.report.Progress.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

  private static final Progress PROGRESS =
      new Progress(
          "model1",
          7,
          2,
          20,
          512,
          48_000,
          Phase.TRAINING,
          0,
          Double.NaN,
          Map.of("loss", Double.POSITIVE_INFINITY));

  @TempDir private Path dir;

  @Test
  void isReadBackAsItWasWrittenAndGoneOnceDeleted() throws IOException {
    assertThat(Progress.read(dir)).isEmpty();
    assertThat(Progress.toldAt(dir)).isEmpty();
    PROGRESS.write(dir);
    assertThat(Progress.read(dir)).contains(PROGRESS);
    assertThat(Progress.toldAt(dir)).isPresent();
    Progress.delete(dir);
    assertThat(Progress.read(dir)).isEmpty();
  }

  @Test
  void goesWithTheTrial() throws IOException {
    Path trial = dir.resolve("model1/seed-7");
    PROGRESS.write(trial);
    TrialFolder.delete(trial);
    assertThat(dir).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"model\": ", "[1]"})
  void aDamagedFileIsNamed(String text) throws IOException {
    Path file = Files.writeString(dir.resolve("progress.json"), text);
    assertThatThrownBy(() -> Progress.read(dir))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": needs the progress of a run");
  }
}
