package org.cornu.spark;

import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Models, seeds or settings that are compared, each in a task of Spark's that knows no other. */
public final class SparkTrials {

  private SparkTrials() {}

  /**
   * Tries all settings, as many at once as Spark has room for, and waits for the last.
   *
   * <pre>{@code
   * List<Evaluation> tests = SparkTrials.run(spark, List.of(1L, 2L, 3L), seed -> {
   *   try (Model model = net().seed(seed).compile(adam(), categoricalCrossentropy())) {
   *     model.fit(mnist.train(), Fit.epochs(5));
   *     return model.evaluate(mnist.test());
   *   }
   * });
   * }</pre>
   *
   * @param settings one or more, serializable
   * @return what came out, in the order of the settings
   */
  public static <S, R> List<R> run(SparkSession spark, List<S> settings, Trial<S, R> trial) {
    Objects.requireNonNull(spark, "SparkTrials needs a session of Spark, got null");
    Objects.requireNonNull(trial, "SparkTrials needs a trial, got null");
    if (Objects.requireNonNull(settings, "SparkTrials needs settings, got null").isEmpty()) {
      throw new IllegalArgumentException("SparkTrials needs a setting or more, got none");
    }
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(settings.stream().map(Sent::new).toList(), settings.size())
        .map(setting -> new Sent<>(Barrier.interruptible(() -> trial.run(setting.value()))))
        .collect()
        .stream()
        .map(Sent::value)
        .toList();
  }
}
