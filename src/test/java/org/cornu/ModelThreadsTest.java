package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.optimizers.Optimizers.sgd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.LambdaCallback;
import org.cornu.data.Dataset;
import org.cornu.history.History;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One model, many threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelThreadsTest {

  private static final int THREADS = 16;
  private static final Sequential NET =
      Sequential.of(input(2), dense(8).relu(), dense(3).softmax()).named("shared").seed(3);
  private static final Dataset DATA = Blobs.classes(600);
  private static final Fit ENDLESS = Fit.epochs(1_000_000).batchSize(60);

  private final Model model = NET.compile(adam(), categoricalCrossentropy(), accuracy());
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final CountDownLatch begun = new CountDownLatch(20);
  private final LambdaCallback afterABit =
      lambdaCallback().onBatchEnd((batch, logs) -> begun.countDown());
  @TempDir private Path folder;

  @AfterEach
  void close() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    model.close();
  }

  /** A run that goes on until somebody ends it, some batches after its beginning. */
  private Future<History> training(Callback... callbacks) throws InterruptedException {
    Future<History> run =
        threads.submit(() -> model.fit(DATA, ENDLESS.callbacks(callbacks).callbacks(afterABit)));
    begun.await();
    return run;
  }

  private static List<Integer> bits(float[][] rows) {
    List<Integer> bits = new ArrayList<>();
    for (float[] row : rows) {
      for (float value : row) {
        bits.add(Float.floatToIntBits(value));
      }
    }
    return bits;
  }

  @Test
  void sixteenThreadsGetTheAnswersOfOne() throws Exception {
    List<Integer> alone = bits(model.predict(DATA));
    double loss = model.evaluate(DATA).loss();
    List<Future<List<Integer>>> predictions = new ArrayList<>();
    List<Future<Double>> losses = new ArrayList<>();
    for (int i = 0; i < 5 * THREADS; i++) {
      predictions.add(threads.submit(() -> bits(model.predict(DATA))));
      losses.add(threads.submit(() -> model.evaluate(DATA).loss()));
    }
    for (int i = 0; i < 5 * THREADS; i++) {
      assertThat(predictions.get(i).get()).isEqualTo(alone);
      assertThat(losses.get(i).get()).isEqualTo(loss);
    }
  }

  @Test
  void besideTrainingOneSeesTheWeightsOfOneFinishedStep() throws Exception {
    Set<List<Integer>> steps = ConcurrentHashMap.newKeySet();
    steps.add(bits(model.predict(DATA)));
    Callback noted =
        lambdaCallback().onBatchEnd((batch, logs) -> steps.add(bits(model.predict(DATA))));
    Set<List<Integer>> seen = ConcurrentHashMap.newKeySet();
    Future<History> run =
        threads.submit(() -> model.fit(DATA, Fit.epochs(30).batchSize(60).callbacks(noted)));
    List<Future<?>> readers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      readers.add(
          threads.submit(
              () -> {
                while (!run.isDone()) {
                  seen.add(bits(model.predict(DATA)));
                }
              }));
    }
    run.get();
    for (Future<?> reader : readers) {
      reader.get();
    }
    assertThat(steps).hasSize(301);
    assertThat(seen).hasSizeGreaterThan(10);
    assertThat(steps).containsAll(seen);
  }

  @Test
  void aFileWrittenBesideTrainingHoldsOneStep() throws Exception {
    Set<List<Integer>> steps = ConcurrentHashMap.newKeySet();
    Future<History> run =
        training(
            lambdaCallback().onBatchEnd((batch, logs) -> steps.add(bits(model.predict(DATA)))));
    Path file = folder.resolve("beside.keras");
    List<List<Integer>> saved = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      model.save(file);
      try (Model loaded = Model.load(file)) {
        assertThat(loaded.weights()).hasSameSizeAs(model.weights());
        saved.add(bits(loaded.predict(DATA)));
      }
    }
    assertThat(run.isDone()).isFalse();
    threads.shutdownNow();
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(steps).containsAll(saved);
  }

  @Test
  void aSecondFitIsRefusedAndTheFirstGoesOn() throws Exception {
    Future<History> run = training();
    assertThatIllegalStateException()
        .isThrownBy(() -> model.fit(DATA, ENDLESS))
        .withMessage(
            "fit has to wait: model \"shared\" is training in another call; wait for its end, or end"
                + " it from a callback by Training.stop");
    assertThatIllegalStateException()
        .isThrownBy(() -> model.recompile(sgd(), categoricalCrossentropy()))
        .withMessageContainingAll("recompile", "wait", "\"shared\"", "Training.stop");
    assertThat(run.isDone()).isFalse();
  }

  @Test
  void aFitWithinItsOwnCallbackIsRefused() {
    Fit nested =
        Fit.epochs(1).callbacks(lambdaCallback().onEpochEnd(epoch -> model.fit(DATA, ENDLESS)));
    assertThatIllegalStateException()
        .isThrownBy(() -> model.fit(DATA, nested))
        .withMessageStartingWith("fit has to wait");
    assertThat(model.fit(DATA, Fit.epochs(1)).epochs()).hasSize(1);
  }

  @Test
  void closingEndsATraining() throws Exception {
    Future<History> run = training();
    model.close();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(run::get)
        .withMessageEndingWith("model \"shared\" is closed: use it inside its try-with-resources");
  }

  @Test
  void closingWaitsForThoseThatAsk() throws Exception {
    CountDownLatch asking = new CountDownLatch(THREADS);
    List<Future<?>> readers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      readers.add(
          threads.submit(
              () -> {
                while (true) {
                  model.predict(DATA);
                  asking.countDown();
                }
              }));
    }
    asking.await();
    model.close();
    for (Future<?> reader : readers) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(reader::get)
          .withMessageEndingWith("is closed: use it inside its try-with-resources");
    }
  }

  @Test
  void anInterruptEndsATraining() throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();
    Callback watched = lambdaCallback().onTrainEnd(() -> events.add("end"));
    AtomicBoolean stayed = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                model.fit(DATA, ENDLESS.validationSplit(.5).callbacks(watched, afterABit));
              } catch (CancellationException e) {
                events.add(e.getMessage());
                stayed.set(Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    begun.await();
    thread.interrupt();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(events).hasSize(2).startsWith("end");
    assertThat(events.get(1))
        .matches("fit of model \"shared\" was interrupted: after batch \\d of epoch \\d+");
    assertThat(stayed).isTrue();
    assertThat(model.fit(DATA, Fit.epochs(1)).epochs()).hasSize(1);
  }

  @Test
  void anInterruptedRunGoesOnFromItsCheckpoint() throws Exception {
    Fit fit = Fit.epochs(30).batchSize(60);
    Path file = folder.resolve("run.keras");
    Callback backup = backupAndRestore(file).everyBatches(1);
    CountDownLatch some = new CountDownLatch(37);
    Thread thread =
        new Thread(
            () ->
                assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(
                        () ->
                            model.fit(
                                DATA,
                                fit.callbacks(
                                    backup,
                                    lambdaCallback()
                                        .onBatchEnd((batch, logs) -> some.countDown())))));
    thread.start();
    some.await();
    thread.interrupt();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(file).exists();
    try (Model unbroken = NET.compile(adam(), categoricalCrossentropy(), accuracy());
        Model resumed = NET.compile(adam(), categoricalCrossentropy(), accuracy())) {
      History whole = unbroken.fit(DATA, fit.callbacks(lambdaCallback()));
      History rest = resumed.fit(DATA, fit.callbacks(backup, lambdaCallback()));
      assertThat(Bits.timeless(rest)).isEqualTo(Bits.timeless(whole));
      assertThat(bits(resumed.predict(DATA))).isEqualTo(bits(unbroken.predict(DATA)));
    }
  }
}
