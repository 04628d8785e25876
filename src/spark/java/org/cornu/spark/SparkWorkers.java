package org.cornu.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.cornu.Model;
import org.cornu.config.KerasClass;

/**
 * Tasks of Spark that train one net together, each a worker: see {@link
 * org.cornu.distribute.Strategies#workers}.
 *
 * <pre>{@code
 * try (Trained trained = SparkWorkers.of(spark, 4).train(worker -> {
 *   Model model = net().distribute(worker.strategy()).compile(adam(), categoricalCrossentropy());
 *   return Trained.of(model, it -> it.fit(data(), Fit.epochs(5)));
 * })) {
 *   trained.model().save(Path.of("mine.keras"));
 * }
 * }</pre>
 *
 * <p>They are the tasks of a barrier stage: all run at once, or none. If one fails or its executor
 * is lost, Spark ends the others and starts all of them again, as often as {@code
 * spark.stage.maxConsecutiveAttempts} says; with {@code backupAndRestore} on a disk that all reach
 * they go on where they were.
 *
 * @param spark where they run
 * @param tasks how many, 1 or more: at most as many as run at once
 * @param timeoutSeconds how long a worker waits for the others in a step, above 0
 */
public record SparkWorkers(SparkSession spark, int tasks, double timeoutSeconds) {

  private static final double MINUTE = 60;

  public SparkWorkers {
    Objects.requireNonNull(spark, "SparkWorkers needs a session of Spark, got null");
    if (tasks < 1 || !(timeoutSeconds > 0)) {
      throw new IllegalArgumentException(
          "SparkWorkers needs 1 task or more and a timeout above 0 seconds, got %s and %s"
              .formatted(tasks, timeoutSeconds));
    }
  }

  /** So many, which wait for each other up to a minute. */
  public static SparkWorkers of(SparkSession spark, int tasks) {
    return new SparkWorkers(spark, tasks, MINUTE);
  }

  /** With another time to wait, for example where one of them reads its data for long. */
  public SparkWorkers timeoutSeconds(double seconds) {
    return new SparkWorkers(spark, tasks, seconds);
  }

  /**
   * Trains, and waits for the end.
   *
   * @param own classes of layers and the like in the model that are not Keras's
   * @return the model as the first worker left it, loaded here
   * @throws UncheckedIOException if the model cannot be loaded here, as without a class of its own
   */
  public Trained train(Training training, KerasClass<?>... own) {
    Objects.requireNonNull(training, "train needs a training, got null");
    double seconds = timeoutSeconds;
    List<Outcome> outcomes =
        Barrier.run(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            tasks,
            () -> work(training, seconds));
    Outcome first = outcomes.get(0);
    try {
      return new Trained(
          Model.load(new ByteArrayInputStream(first.archive()), own), first.history());
    } catch (IOException e) {
      throw new UncheckedIOException("the trained model: " + e.getMessage(), e);
    }
  }

  /** What each task does; the first one alone has something to tell. */
  private static Iterator<Outcome> work(Training training, double timeoutSeconds) throws Exception {
    Worker worker = Meeting.of(BarrierTaskContext.get(), timeoutSeconds);
    try (Trained trained =
        Objects.requireNonNull(
            training.train(worker), "a training needs to give what it trained, got null")) {
      return worker.task() == 0
          ? List.of(Outcome.of(trained)).iterator()
          : Collections.emptyIterator();
    }
  }
}
