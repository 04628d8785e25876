package org.cornu.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;

/** The metrics by Keras's names, to be imported statically. */
public final class Metrics {

  private Metrics() {}

  /** The fraction of right answers, of one yes-or-no question or of a choice of classes. */
  public static Metric accuracy() {
    return new Accuracy();
  }

  /** The fraction of samples whose most probable class is the right one. */
  public static CategoricalAccuracy categoricalAccuracy() {
    return new CategoricalAccuracy(CategoricalAccuracy.NAME);
  }

  /** The fraction of yes-or-no questions answered rightly, of which a sample may have several. */
  public static BinaryAccuracy binaryAccuracy() {
    return new BinaryAccuracy(.5);
  }

  /** The fraction of samples whose class is among the {@code k} most probable. */
  public static TopKCategoricalAccuracy topKCategoricalAccuracy(int k) {
    return new TopKCategoricalAccuracy(k, TopKCategoricalAccuracy.NAME);
  }

  /**
   * The mean of a function of your own: {@code metric("distance", (tf, target, output) -> ...)}.
   *
   * @param name under which it is logged
   */
  public static FunctionMetric metric(String name, FunctionMetric.Formula formula) {
    return new FunctionMetric(name, formula);
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    rows.add(new KerasClass<>(Metric.class, "accuracy", Accuracy.class, config -> new Accuracy()));
    rows.add(KerasClass.of(Metric.class, BinaryAccuracy.class, BinaryAccuracy::from));
    rows.add(KerasClass.of(Metric.class, CategoricalAccuracy.class, CategoricalAccuracy::from));
    rows.add(
        metric(
            "SparseCategoricalAccuracy",
            CategoricalAccuracy.class,
            CategoricalAccuracy::fromSparse));
    rows.add(
        KerasClass.of(Metric.class, TopKCategoricalAccuracy.class, TopKCategoricalAccuracy::from));
    rows.add(
        metric(
            "SparseTopKCategoricalAccuracy",
            TopKCategoricalAccuracy.class,
            TopKCategoricalAccuracy::fromSparse));
    return rows;
  }

  private static KerasClass<?> metric(
      String name, Class<? extends Metric> type, Function<Config, Metric> from) {
    return new KerasClass<>(Metric.class, name, type, from);
  }
}
