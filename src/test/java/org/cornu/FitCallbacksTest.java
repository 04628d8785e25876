package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.csvLogger;
import static org.cornu.callbacks.Callbacks.earlyStopping;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.callbacks.Callbacks.learningRateScheduler;
import static org.cornu.callbacks.Callbacks.modelCheckpoint;
import static org.cornu.callbacks.Callbacks.terminateOnNaN;
import static org.cornu.callbacks.Callbacks.timeLimit;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.callbacks.Callback;
import org.cornu.data.Dataset;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.cornu.history.HistoryCsv;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;

/** Keras's callbacks in a real training. */
class FitCallbacksTest {

  private static final Dataset DATA = Blobs.classes(96);

  @TempDir private Path folder;

  private final Model model =
      Sequential.of(input(2), dense(6).tanh(), dense(3).softmax())
          .seed(4)
          .compile(adam(0.05), sparseCategoricalCrossentropy(), accuracy());

  @AfterEach
  void close() {
    model.close();
  }

  private History fit(int epochs, Callback... callbacks) {
    return model.fit(
        DATA, Fit.epochs(epochs).batchSize(16).validationSplit(0.25).callbacks(callbacks));
  }

  @Test
  void theWeightsOfTheBestEpochComeBack() {
    List<Map<String, FloatNdArray>> weights = new ArrayList<>();
    History history =
        fit(
            30,
            earlyStopping("loss").max().patience(2).restoreBestWeights(),
            lambdaCallback().onEpochEnd(epoch -> weights.add(model.weights())));
    assertThat(history.epochs()).hasSize(3);
    assertThat(model.weights()).isEqualTo(weights.get(0)).isNotEqualTo(weights.get(2));
  }

  @Test
  void aFigureThatIsNotLoggedIsNamed() {
    assertThatThrownBy(() -> fit(2, earlyStopping("val_f1").max()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("earlyStopping", "\"val_f1\"", "val_accuracy");
    assertThat(fit(1).last().number()).as("nothing was trained").isEqualTo(1);
  }

  @Test
  void checkpointsAreNamedByTheirFigures() throws IOException {
    String template = folder + "/net-{epoch:02d}-{val_loss:.3f}.keras";
    History history = fit(2, modelCheckpoint(template));
    for (int i = 0; i < 2; i++) {
      String name =
          "net-0%d-%.3f.keras".formatted(i + 1, history.epochs().get(i).logs().get("val_loss"));
      try (Model loaded = Model.load(folder.resolve(name))) {
        assertThat(loaded.weights().equals(model.weights())).isEqualTo(i == 1);
        assertThat(loaded.fit(DATA, Fit.epochs(1)).last().number()).isEqualTo(i + 2);
      }
    }
  }

  @Test
  void aModelThatIsSavedWhileItTrainsKnowsItsEpochs() throws IOException {
    Path file = folder.resolve("second.keras");
    fit(
        3,
        lambdaCallback()
            .onEpochEnd(
                epoch -> {
                  if (epoch.number() == 2) {
                    save(file);
                  }
                }));
    try (Model loaded = Model.load(file)) {
      assertThat(loaded.fit(DATA, Fit.epochs(1)).last().number()).isEqualTo(3);
    }
  }

  private void save(Path file) {
    try {
      model.save(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCheckpointNeedsSomebodyToTakeItUp() {
    Callback keeping =
        training ->
            new Callback.Run() {
              @Override
              public void epochEnd(Epoch epoch) {
                try {
                  training.checkpoint(folder.resolve("c.keras"));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            };
    assertThatThrownBy(() -> fit(1, keeping))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("checkpoint needs backupAndRestore among the callbacks");
  }

  @Test
  void checkpointsComeEverySoManyBatches() throws IOException {
    String template = folder + "/{epoch}-{batch}.weights.h5";
    fit(2, modelCheckpoint(template).everyBatches(4)); // five batches an epoch
    assertThat(names()).containsExactly("1-4.weights.h5", "2-3.weights.h5");
  }

  @Test
  void aPlaceWithoutAFigureIsNamed() {
    assertThatThrownBy(() -> fit(1, modelCheckpoint(folder + "/{f1}.keras")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("{f1}.keras", "\"f1\"", "val_loss");
  }

  @Test
  void aSchedulerSetsTheRateOfEachEpoch() {
    History history = fit(3, learningRateScheduler((epoch, rate) -> epoch == 1 ? 0.5 : rate * 0.5));
    assertThat(history.epochs().stream().map(epoch -> epoch.learningRate()).toList())
        .containsExactly(0.5, 0.25, 0.125);
  }

  @Test
  void aLossThatIsNoNumberEndsTheRun() {
    try (Model wild =
        Sequential.of(input(2), dense(3)).seed(1).compile(sgd(1e30), meanSquaredError())) {
      History history =
          wild.fit(Blobs.vectors(60), Fit.epochs(5).batchSize(6).callbacks(terminateOnNaN()));
      assertThat(history.epochs()).isEmpty();
    }
  }

  @Test
  void timeEndsTheRun() {
    History history = fit(1_000_000, timeLimit(Duration.ofMillis(300)));
    assertThat(history.epochs()).hasSizeBetween(1, 100_000);
    assertThat(history.seconds()).isLessThan(10);
  }

  @Test
  void functionsAreCalledInOrder() {
    List<String> calls = new ArrayList<>();
    fit(
        1,
        lambdaCallback()
            .onTrainBegin(training -> calls.add("begin of " + training.epochs()))
            .onEpochBegin(epoch -> calls.add("epoch " + epoch))
            .onBatchEnd((batch, logs) -> calls.add("batch " + batch))
            .onEpochEnd(epoch -> calls.add("figures of " + epoch.number()))
            .onTrainEnd(() -> calls.add("end")));
    assertThat(calls)
        .containsExactly(
            "begin of 1",
            "epoch 1",
            "batch 1",
            "batch 2",
            "batch 3",
            "batch 4",
            "batch 5",
            "figures of 1",
            "end");
  }

  @Test
  void aFileIsContinued() throws IOException {
    Path file = folder.resolve("history.csv");
    fit(2, csvLogger(file));
    Files.writeString(file, "3,0.1", StandardOpenOption.APPEND); // cut off
    fit(2, csvLogger(file).append());
    assertThat(HistoryCsv.read(file, 0).epochs().stream().map(epoch -> epoch.number()).toList())
        .containsExactly(1, 2, 3, 4);
    assertThatThrownBy(() -> model.fit(DATA, Fit.epochs(1).callbacks(csvLogger(file).append())))
        .hasStackTraceContaining("needs the columns [epoch, loss, accuracy, learning_rate");
  }

  @Test
  void aFailingCallbackEndsTheRunAndTheModelStaysUsable() {
    List<String> calls = new ArrayList<>();
    assertThatThrownBy(
            () ->
                fit(
                    3,
                    lambdaCallback().onTrainEnd(() -> calls.add("end")),
                    lambdaCallback()
                        .onEpochEnd(
                            epoch -> {
                              throw new IllegalArgumentException("mine");
                            })))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mine");
    assertThat(calls).containsExactly("end");
    assertThat(fit(1).last().number()).isEqualTo(2);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
