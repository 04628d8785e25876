package org.cornu.history;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code evaluate} measured over a data set.
 *
 * @param loss mean over the samples
 * @param metrics by Keras's names, for example {@code accuracy}, in the order given to {@code
 *     compile}
 * @param samples how many samples were seen
 * @param seconds wall-clock time
 */
public record Evaluation(double loss, Map<String, Double> metrics, long samples, double seconds)
    implements Serializable {

  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * The value of one metric.
   *
   * @throws IllegalArgumentException if the model was not compiled with it
   */
  public double metric(String name) {
    Double value = metrics.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "evaluation has no metric \"%s\": the model was compiled with %s"
              .formatted(name, metrics.keySet()));
    }
    return value;
  }

  /** The fraction of samples classified rightly, 0 to 1. */
  public double accuracy() {
    return metric("accuracy");
  }
}
