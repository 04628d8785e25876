package org.cornu.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.cornu.Model;
import org.cornu.callbacks.Callback;
import org.cornu.data.Mnist;
import org.cornu.distribute.Strategy;
import org.cornu.history.History;
import org.cornu.train.Fit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two executors, each a process, train as one does. */
class SparkWorkersTest {

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = Spark.session("local-cluster[2,1,1024]", "Java");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  static void requireSame(History told, History expected) {
    assertThat(told.names()).isEqualTo(expected.names());
    for (String name : expected.names()) {
      assertThat(told.values(name)).as(name).containsExactly(expected.values(name), within(1e-5));
    }
  }

  @Test
  void theyTrainAsOneProcessAndTheModelComesBack() {
    try (Trained alone = Programs.train(Strategy.ONE_DEVICE, Programs.digits());
        Trained trained =
            SparkWorkers.of(spark, 2)
                .train(worker -> Programs.train(worker.strategy(), Programs.digits()))) {
      requireSame(trained.history(), alone.history());
      double loss = trained.model().evaluate(Mnist.load().test().take(100)).loss();
      assertThat(loss).isCloseTo(alone.history().last().logs().get("val_loss"), within(1e-5));
      assertThat(trained.model().fit(Programs.digits(), Fit.epochs(1)).last().number())
          .isEqualTo(3);
    }
  }

  @Test
  void aTaskAloneTrainsToo() {
    try (Trained trained =
        SparkWorkers.of(spark, 1)
            .train(worker -> Programs.train(worker.strategy(), Programs.digits()))) {
      assertThat(trained.history().epochs()).hasSize(2);
    }
  }

  /** Notes each batch; the second worker notes its process too, once, and waits for its end. */
  private static Callback noting(Path folder, int task) {
    return lambdaCallback()
        .onBatchEnd(
            (batch, logs) -> {
              write(folder.resolve("batches" + task), "" + batch);
              if (task == 1 && batch == 12 && Files.notExists(folder.resolve("pid"))) {
                write(folder.resolve("pid"), "" + ProcessHandle.current().pid());
                pause(TimeUnit.MINUTES.toMillis(2));
              }
            });
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void kill(Path pid) {
    try {
      while (Files.notExists(pid) || !Files.readString(pid).endsWith("\n")) {
        pause(20);
      }
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .orElseThrow()
          .destroyForcibly();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Trained trainNoting(Worker worker, Path disk) {
    return Programs.train(
        worker.strategy(),
        Programs.digits(),
        noting(disk, worker.task()),
        backupAndRestore(disk.resolve("backup.keras")).everyBatches(5));
  }

  @Test
  void anExecutorThatIsKilledCostsAnAttemptAndNoNumber(@TempDir Path folder) throws Exception {
    String disk = folder.toString();
    SparkWorkers workers = SparkWorkers.of(spark, 2).timeoutSeconds(10);
    var killing = CompletableFuture.runAsync(() -> kill(folder.resolve("pid")));
    try (Trained trained = workers.train(worker -> trainNoting(worker, Path.of(disk)));
        Trained expected =
            workers.train(worker -> Programs.train(worker.strategy(), Programs.digits()))) {
      killing.get(1, TimeUnit.MINUTES);
      List<String> batches = Files.readAllLines(folder.resolve("batches1"));
      assertThat(batches.subList(10, 14)).containsExactly("11", "12", "11", "12");
      for (String name : expected.history().names()) {
        assertThat(trained.history().values(name)).isEqualTo(expected.history().values(name));
      }
      assertThat(trained.model().weights()).isEqualTo(expected.model().weights());
    }
  }

  /** A run of so many epochs that only an interrupt ends it. */
  private static String trainForEver(long seed, Path disk) {
    Callback begun = lambdaCallback().onEpochEnd(epoch -> write(disk.resolve("" + seed), "on"));
    try (Model model = Programs.net(seed).compile(sgd(), categoricalCrossentropy())) {
      return model
          .fit(Programs.digits(), Fit.epochs(Integer.MAX_VALUE).callbacks(begun))
          .toString();
    }
  }

  @Test
  @Timeout(60)
  void aTrainingThatIsCancelledLeavesItsExecutor(@TempDir Path folder) {
    String disk = folder.toString();
    var running =
        CompletableFuture.supplyAsync(
            () ->
                SparkTrials.run(spark, List.of(1L, 2L), seed -> trainForEver(seed, Path.of(disk))));
    while (Files.notExists(folder.resolve("1")) || Files.notExists(folder.resolve("2"))) {
      pause(20);
    }
    spark.sparkContext().cancelAllJobs();
    assertThatThrownBy(running::get).hasMessageContaining("cancelled");
    assertThat(SparkTrials.run(spark, List.of(1, 2), each -> -each)).containsExactly(-1, -2);
  }

  @Test
  void whatFailsIsTold() {
    SparkWorkers workers = SparkWorkers.of(spark, 2);
    assertThatThrownBy(
            () ->
                workers.train(
                    worker -> {
                      throw new IOException("no data in task " + worker.task());
                    }))
        .hasMessageContaining("no data in task");
    assertThatThrownBy(() -> workers.train(worker -> null))
        .hasMessageContaining("needs to give what it trained, got null");
    assertThatThrownBy(() -> SparkWorkers.of(spark, 0)).hasMessageContaining("got 0 and 60.0");
  }
}
