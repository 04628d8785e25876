package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.LambdaCallback;
import org.cornu.data.Dataset;
import org.cornu.data.Idx;
import org.cornu.testing.IdxFile;
import org.cornu.testing.JavaProcess;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken from native memory is given back. */
@Tag("slow")
class NativeMemoryTest {

  private static final int CYCLES = 20;
  private static final Sequential NET =
      Sequential.of(input(2), dense(4).relu(), dense(3).softmax()).seed(1);
  private static final Dataset DATA = Blobs.classes(30);
  private static final Fit FIT = Fit.epochs(1).batchSize(8);

  private final Model model = NET.compile(adam(), categoricalCrossentropy(), accuracy());
  @TempDir private Path folder;

  @AfterEach
  void close() {
    model.close();
  }

  /** What is done again and again. */
  private interface Cycle {
    void run() throws IOException;
  }

  /** JavaCPP counts what TensorFlow Java has allocated and not freed: each tensor, each result. */
  private static void assertAllClosed(Cycle cycle) throws Exception {
    cycle.run();
    collectWhatOthersLeft();
    long before = Pointer.totalCount();
    for (int i = 0; i < CYCLES; i++) {
      cycle.run();
    }
    assertThat(Pointer.totalCount()).as("open native objects").isLessThan(before + CYCLES);
  }

  /** What nobody closed is freed some time after the garbage collector has found it. */
  private static void collectWhatOthersLeft() throws InterruptedException {
    long count;
    do {
      count = Pointer.totalCount();
      System.gc();
      Thread.sleep(50);
    } while (Pointer.totalCount() < count);
  }

  @Test
  void trainingClosesItsTensors() throws Exception {
    assertAllClosed(() -> model.fit(DATA, FIT.validationSplit(.5)));
  }

  @Test
  void severalStepsAnExecutionCloseTheirTensors() throws Exception {
    try (Model several =
        NET.stepsPerExecution(3).compile(adam(), categoricalCrossentropy(), accuracy())) {
      assertAllClosed(() -> several.fit(DATA, FIT));
    }
  }

  @Test
  void dataOnTheDeviceCloseTheirTensors() throws Exception {
    assertAllClosed(() -> model.fit(DATA, FIT.dataOnDevice()));
  }

  @Test
  void aRunThatFailsClosesItsTensors() throws Exception {
    Callback failing =
        training ->
            new Callback.Run() {
              @Override
              public void batchEnd(int batch, Map<String, Double> logs) {
                throw new IllegalStateException("enough");
              }
            };
    Fit fit = FIT.callbacks(failing);
    assertAllClosed(() -> assertThatIllegalStateException().isThrownBy(() -> model.fit(DATA, fit)));
  }

  /** Of 7 batches one is trained, and two are prepared. */
  @Test
  void aRunThatFailsClosesWhatWasPrepared() throws Exception {
    Dataset streamed =
        Idx.stream(
            IdxFile.zeros(folder.resolve("images"), 56, 1, 2),
            IdxFile.zeros(folder.resolve("labels"), 56));
    Sequential net = Sequential.of(input(1, 2, 1), flatten(), dense(3).softmax()).seed(1);
    LambdaCallback failing =
        lambdaCallback()
            .onBatchEnd(
                (batch, logs) -> {
                  throw new IllegalStateException("enough");
                });
    try (Model other = net.compile(adam(), categoricalCrossentropy())) {
      assertAllClosed(
          () ->
              assertThatIllegalStateException()
                  .isThrownBy(() -> other.fit(streamed, FIT.callbacks(failing))));
    }
  }

  @Test
  void askingClosesItsTensors() throws Exception {
    assertAllClosed(
        () -> {
          model.evaluate(DATA);
          model.predict(DATA);
        });
  }

  @Test
  void readingAndSettingClosesItsTensors() throws Exception {
    assertAllClosed(
        () -> {
          model.setWeights(model.weights());
          model.learningRate(model.learningRate());
        });
  }

  @Test
  void compilingClosesItsTensors() throws Exception {
    assertAllClosed(() -> model.recompile(adam(), categoricalCrossentropy()));
  }

  @Test
  void aCompileThatFailsClosesItsTensors() throws Exception {
    Sequential net =
        Sequential.of(
            input(2),
            dense(4).relu(),
            dense(3)
                .kernelInitializer(
                    (shape, draws) -> {
                      throw new IllegalStateException("no values");
                    }));
    assertAllClosed(
        () ->
            assertThatIllegalStateException()
                .isThrownBy(() -> net.compile(adam(), categoricalCrossentropy())));
  }

  @Test
  void aPredictorClosesItsTensors() throws Exception {
    model.export(folder.resolve("net"));
    assertAllClosed(
        () -> {
          try (Predictor predictor = Predictor.load(folder.resolve("net"))) {
            predictor.predict(DATA);
          }
        });
  }

  /**
   * Graphs and sessions are not among those counted. After a warm-up the resident set stays, but
   * for what the JVM's compiler and malloc take now and then: up to 24 MB in a thousand models.
   *
   * @param work see {@link ResidentSet}
   */
  @ParameterizedTest
  @CsvSource({
    "batches, 40, 80, 16",
    "models, 100, 300, 32",
    "steps, 10000, 20000, 16",
    "files, 50, 150, 32",
    "images, 40, 400, 16"
  })
  @EnabledOnOs(OS.LINUX)
  void theProcessDoesNotGrow(String work, String warmUp, String measured, int megabytes)
      throws Exception {
    List<String> heap = List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch");
    Process process =
        JavaProcess.of(heap, ResidentSet.class, work, warmUp, measured, folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream out = process.getInputStream()) {
      String printed = new String(out.readAllBytes()).strip();
      assertThat(process.waitFor()).isZero();
      assertThat(Long.parseLong(printed)).as("growth in kB").isLessThan(megabytes * 1024L);
    }
  }

  /** The same in a longer time. */
  @ParameterizedTest
  @CsvSource({"models, 300, 1000, 32", "executions, 40, 80, 16", "device, 4, 28, 44"})
  @EnabledOnOs(OS.LINUX)
  @Tag("nightly")
  void theProcessDoesNotGrowInALongTime(String work, String warmUp, String measured, int megabytes)
      throws Exception {
    theProcessDoesNotGrow(work, warmUp, measured, megabytes);
  }
}
