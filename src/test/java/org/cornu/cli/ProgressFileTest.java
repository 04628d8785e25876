package org.cornu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.FakeTraining;
import org.cornu.history.Epoch;
import org.cornu.report.Progress;
import org.cornu.report.Progress.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training of 20 epochs of 1,000 samples in 10 batches, and a clock that the test sets. */
class ProgressFileTest {

  private static final Map<String, Double> LOGS = Map.of("loss", 0.5);

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private Callback.Run run;

  private void begin() {
    run = new ProgressFile(folder, 7, nanos::get).begin(new FakeTraining());
  }

  private void batch(int number, double seconds) {
    nanos.addAndGet((long) (seconds * 1e9));
    run.batchEnd(number, LOGS);
  }

  private Progress told() throws IOException {
    return Progress.read(folder).orElseThrow();
  }

  @Test
  void tellsOnceASecondWhatIsDoneAndHowFast() throws IOException {
    begin();
    run.epochBegin(1);
    assertThat(told())
        .isEqualTo(
            new Progress("fake", 7, 1, 20, 0, 1000, Phase.TRAINING, 0, Double.NaN, Map.of()));
    batch(1, 0.4);
    assertThat(told().seen()).isZero();
    batch(4, 1.6);
    assertThat(told().seen()).isEqualTo(400);
    assertThat(told().figures()).isEqualTo(LOGS);
    assertThat(told().imagesPerSecond()).isEqualTo(200);
    assertThat(told().secondsLeft()).as("3 and 19 times 5").isCloseTo(98, within(1e-9));
  }

  @Test
  void thePaceIsThatOfLate() throws IOException {
    begin();
    run.epochBegin(1);
    batch(1, 1);
    batch(5, 1);
    assertThat(told().imagesPerSecond()).isEqualTo(400);
  }

  @Test
  void epochsToComeTakeAsLongAsTheLastOneWithItsValidation() throws IOException {
    begin();
    run.epochBegin(1);
    run.epochEnd(new Epoch(1, LOGS, 0.1, 30));
    run.epochBegin(2);
    batch(5, 1);
    assertThat(told().secondsLeft()).isCloseTo(15 + 18 * 30, within(1e-9));
  }

  @Test
  void whatAnotherProcessTrainedDoesNotCountForThePace() throws IOException {
    begin();
    run.epochResumed(3);
    batch(8, 1);
    batch(9, 2);
    assertThat(told().imagesPerSecond()).isEqualTo(50);
  }

  @Test
  void saysThatItValidates() throws IOException {
    begin();
    run.epochBegin(1);
    batch(10, 0.1);
    run.testBegin();
    assertThat(told().phase()).isEqualTo(Phase.VALIDATING);
    assertThat(told().seen()).isEqualTo(1000);
  }

  @Test
  void aFolderThatTakesNoFileEndsNoTraining() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    run = new ProgressFile(file, 7, nanos::get).begin(new FakeTraining());
    run.epochBegin(1);
    assertThat(file).isRegularFile();
  }

  @Test
  void oneThatCannotBeTakenAwayEndsNoTraining() throws IOException {
    Path inTheWay = Files.createDirectories(folder.resolve("progress.json/inner"));
    ProgressFile.delete(folder);
    assertThat(inTheWay).isDirectory();
  }
}
