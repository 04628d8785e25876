package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.earlyStopping;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.Training;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.cornu.history.HistoryCsv;
import org.cornu.train.Fit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;

/** A run that failed goes on from its checkpoint, and ends as if it had not failed. */
class ResumeTest {

  private static final int EPOCHS = 2;

  @TempDir private Path folder;
  private InterruptibleRun run;
  private History whole;
  private Map<String, FloatNdArray> weights;

  @BeforeEach
  void trainUnbroken() {
    InterruptibleRun unbroken = new InterruptibleRun(folder.resolve("unbroken"), EPOCHS);
    try (Model model = unbroken.compile()) {
      whole = unbroken.fit(model);
      weights = model.weights();
    }
    run = new InterruptibleRun(folder.resolve("broken"), EPOCHS);
  }

  @Test
  void failingAfterAnyBatchChangesNothing() throws IOException {
    for (int batch = 1; batch <= EPOCHS * InterruptibleRun.BATCHES; batch++) {
      fail(batch);
      assertThat(run.backup().toFile().exists()).isEqualTo(batch > 1);
      assertEndsAsUnbroken();
    }
  }

  /** Of executions of 4, 4, 4 and 3 steps the third fails; from batch 8 on they are 7 more. */
  @Test
  void aRunGoesOnWithOtherStepsAnExecution() throws IOException {
    assertThat(fail(3, 4)).isTrue();
    assertEndsAsUnbroken();
    assertThat(fail(8, 1)).isTrue();
    assertThat(fail(1, 4)).isTrue();
    try (Model model = run.compile(20)) {
      assertThat(figures(run.fit(model, lambdaCallback()))).isEqualTo(figures(whole));
      assertThat(model.weights()).isEqualTo(weights);
    }
  }

  @Test
  void failingAgainAndAgainChangesNothing() throws IOException {
    int failures = 0;
    for (int i = 0; i < 5; i++) {
      failures += fail(5) ? 1 : 0;
    }
    assertThat(failures).isEqualTo(5);
    assertEndsAsUnbroken();
  }

  /** Trains until so many batches were trained; whether that came before the end. */
  private boolean fail(int after) {
    return fail(after, 1);
  }

  private boolean fail(int after, int stepsPerExecution) {
    AtomicInteger left = new AtomicInteger(after);
    Callback failing =
        lambdaCallback()
            .onBatchEnd(
                (batch, logs) -> {
                  if (left.decrementAndGet() == 0) {
                    throw new IllegalArgumentException("a power cut");
                  }
                });
    try (Model model = run.compile(stepsPerExecution)) {
      run.fit(model, failing);
      return false;
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessage("a power cut");
      return true;
    }
  }

  private void assertEndsAsUnbroken() throws IOException {
    assertEndsAsUnbroken(lambdaCallback());
  }

  private void assertEndsAsUnbroken(Callback more) throws IOException {
    try (Model model = run.compile()) {
      History history = run.fit(model, more);
      assertThat(figures(history)).isEqualTo(figures(whole));
      assertThat(model.weights()).isEqualTo(weights);
    }
    assertThat(figures(HistoryCsv.read(run.csv(), 0))).isEqualTo(figures(whole));
    assertThat(run.backup()).doesNotExist();
  }

  /** Epochs without their seconds. */
  private static List<List<Object>> figures(History history) {
    return history.epochs().stream().map(ResumeTest::figures).toList();
  }

  private static List<Object> figures(Epoch epoch) {
    return List.of(epoch.number(), epoch.logs(), epoch.learningRate());
  }

  @Test
  void anotherNetIsRefused() throws IOException {
    fail(3);
    try (Model model =
        Sequential.load(run.backup())
            .seed(12)
            .compile(adam(0.02), sparseCategoricalCrossentropy(), accuracy())) {
      assertThatThrownBy(() -> run.fit(model, lambdaCallback()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll(run.backup().toString(), "seed", "11", "12", "delete it");
    }
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Files.createDirectories(run.folder());
    try (Model model = run.compile()) {
      model.save(run.backup());
      assertThatThrownBy(() -> run.fit(model))
          .hasStackTraceContaining("is no checkpoint of a run; choose another file");
    }
  }

  @Test
  void aCheckpointThatCannotBeWrittenEndsTheRun() {
    Callback blocking = lambdaCallback().onBatchEnd((batch, logs) -> block(run.backup()));
    try (Model model = run.compile()) {
      assertThatThrownBy(() -> run.fit(model, blocking))
          .hasMessageContaining("backupAndRestore: " + run.backup() + ": cannot be written: ");
    }
  }

  /** Puts a folder that is not empty in the place of a file. */
  private static void block(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.createDirectories(file.resolve("full"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the run after a batch of an epoch. */
  private static Callback after(int at, Consumer<Training> end) {
    return training ->
        new Callback.Run() {
          @Override
          public void batchEnd(int batch, Map<String, Double> logs) {
            if (batch == at) {
              end.accept(training);
            }
          }
        };
  }

  @Test
  void aRunBrokenOffInTheLastBatchOfAnEpochGoesOn() throws IOException {
    try (Model model = run.compile()) {
      assertThat(run.fit(model, after(InterruptibleRun.BATCHES, Training::breakOff)).epochs())
          .hasSize(1);
    }
    assertThat(run.backup()).exists();
    assertEndsAsUnbroken(training -> new Callback.Run() {}); // a lambda's class has another name
  }

  @Test
  void aRunStoppedWithinAnEpochIsOver() {
    try (Model model = run.compile()) {
      assertThat(run.fit(model, after(1, Training::stop)).epochs()).isEmpty();
    }
    assertThat(run.backup()).doesNotExist();
  }

  @Test
  void aRunThatACallbackEndedStaysEnded() throws IOException {
    Path file = folder.resolve("stopped.keras");
    Fit fit =
        Fit.epochs(20)
            .callbacks(earlyStopping("loss").minDelta(10), backupAndRestore(file).keepCheckpoint());
    try (Model model = run.compile();
        Model again = run.compile()) {
      History first = model.fit(Blobs.classes(60), fit);
      assertThat(first.epochs()).hasSize(2);
      assertThat(again.fit(Blobs.classes(60), fit).epochs()).isEqualTo(first.epochs());
      assertThat(again.weights()).isEqualTo(model.weights());
      assertThat(again.fit(Blobs.classes(60), Fit.epochs(1)).last().number()).isEqualTo(3);
    }
  }

  @Test
  void aKeptCheckpointIsOfTheEnd() throws IOException {
    Path file = folder.resolve("kept.keras");
    try (Model model = run.compile()) {
      Fit fit = Fit.epochs(2).callbacks(backupAndRestore(file).keepCheckpoint());
      History first = model.fit(Blobs.classes(60), fit);
      try (Model again = run.compile()) {
        History second = again.fit(Blobs.classes(60), fit);
        assertThat(second.epochs()).isEqualTo(first.epochs());
        assertThat(again.weights()).isEqualTo(model.weights());
      }
    }
  }
}
