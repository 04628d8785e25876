package org.cornu.metrics;

/** The metrics by Keras's names, to be imported statically. */
public final class Metrics {

  private Metrics() {}

  /** The fraction of right answers. */
  public static Metric accuracy() {
    return new Accuracy();
  }

  /** The fraction of samples whose class is among the {@code k} most probable. */
  public static TopKCategoricalAccuracy topKCategoricalAccuracy(int k) {
    return new TopKCategoricalAccuracy(k, "top_k_categorical_accuracy");
  }
}
