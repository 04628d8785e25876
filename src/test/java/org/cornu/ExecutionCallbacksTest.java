package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.callbacks.Callbacks.modelCheckpoint;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.cornu.callbacks.Callback;
import org.cornu.testing.Script;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Executions of 4 steps, of 13 batches an epoch: callbacks hear of batches 4, 8, 12 and 13. */
class ExecutionCallbacksTest {

  private static final Compilable NET =
      Sequential.of(input(2), dense(4).tanh(), dense(3).softmax()).seed(1).stepsPerExecution(4);
  private static final Fit FIT = Fit.epochs(1).batchSize(10);

  @TempDir private Path folder;

  private static Model compile() {
    return NET.compile(adam(), sparseCategoricalCrossentropy());
  }

  private static void fit(Callback... callbacks) {
    try (Model model = compile()) {
      model.fit(Blobs.classes(125), FIT.callbacks(callbacks));
    }
  }

  /** As in Keras: when at least so many batches have gone by since the last time. */
  @Test
  void modelsAreSavedAfterSoManyBatches() throws IOException {
    fit(modelCheckpoint(folder.resolve("{batch}.weights.h5").toString()).everyBatches(5));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("8.weights.h5", "13.weights.h5");
    }
  }

  @Test
  void checkpointsAreKeptWhenAMultipleHasGoneBy() {
    Path file = folder.resolve("backup.keras");
    List<Integer> kept = new ArrayList<>();
    Callback watching =
        lambdaCallback()
            .onBatchBegin(
                batch -> {
                  try {
                    if (Files.deleteIfExists(file)) {
                      kept.add(batch - 1);
                    }
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    fit(watching, backupAndRestore(file).everyBatches(6));
    assertThat(kept).containsExactly(8, 12);
  }

  @Test
  void aRunEndsAfterItsExecution() {
    List<Integer> ends = new ArrayList<>();
    fit(
        training ->
            new Callback.Run() {
              @Override
              public void batchEnd(int batch, Map<String, Double> logs) {
                ends.add(batch);
                training.stop();
              }
            });
    assertThat(ends).containsExactly(4);
  }

  @Test
  void anInterruptEndsTheRunAfterItsExecution() {
    try (Model model = compile()) {
      Callback interrupting =
          lambdaCallback().onBatchEnd((batch, logs) -> Thread.currentThread().interrupt());
      assertThatThrownBy(
              () -> model.fit(Blobs.classes(125), FIT.dataOnDevice().callbacks(interrupting)))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("after batch 4 of epoch 1");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(model.fit(Blobs.classes(125), FIT.dataOnDevice()).epochs()).hasSize(1);
    }
  }

  @Test
  void aStoredModelKeepsItAndCallbacksAreTold() throws IOException {
    List<Integer> told = new ArrayList<>();
    Fit fit =
        FIT.callbacks(
            lambdaCallback().onTrainBegin(training -> told.add(training.stepsPerExecution())));
    Path file = folder.resolve("net.keras");
    try (Model model = compile()) {
      model.fit(Blobs.classes(25), fit);
      model.save(file);
    }
    try (Model model = Model.load(file)) {
      model.fit(Blobs.classes(125), fit);
    }
    assertThat(told).as("of 3 batches, and of 13").containsExactly(3, 4);
  }

  /**
   * Keras takes it from the file, calls its callbacks at the same batches, and gives it back. It
   * counts the last execution as a whole one.
   */
  @Test
  @Tag("python")
  void kerasDoesTheSame() throws Exception {
    Path file = folder.resolve("net.keras");
    List<List<Integer>> ours = new ArrayList<>();
    try (Model model = compile()) {
      model.save(file);
    }
    Path back = folder.resolve("back.keras");
    JsonNode keras =
        JsonMapper.shared()
            .readTree(Script.run("steps_per_execution.py", Map.of(), file, back, 125, 10));
    List<Integer> begun = new ArrayList<>();
    Callback heard =
        lambdaCallback()
            .onBatchBegin(begun::add)
            .onBatchEnd((batch, logs) -> ours.add(List.of(begun.remove(0), batch)));
    try (Model model = Model.load(back)) {
      model.fit(Blobs.classes(125), FIT.callbacks(heard));
    }
    assertThat(keras.get("steps_per_execution").intValue()).isEqualTo(4);
    List<List<Integer>> theirs = new ArrayList<>();
    for (JsonNode call : keras.get("calls")) {
      theirs.add(List.of(call.get(0).intValue() + 1, call.get(1).intValue() + 1));
    }
    assertThat(ours).containsExactly(List.of(1, 4), List.of(5, 8), List.of(9, 12), List.of(13, 13));
    assertThat(theirs.subList(0, 3)).isEqualTo(ours.subList(0, 3));
    assertThat(theirs.get(3)).as("as if it were whole").containsExactly(13, 16);
  }
}
