package org.cornu.history;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  /** One row: the loss, the metrics, how many samples, the seconds. */
  public Table table() {
    List<String> head = new ArrayList<>(List.of("loss"));
    head.addAll(metrics.keySet());
    head.addAll(List.of("samples", "seconds"));
    List<String> row = new ArrayList<>(List.of(figure(loss)));
    metrics.values().forEach(value -> row.add(figure(value)));
    row.add(String.format(Locale.ROOT, "%,d", samples));
    row.add(String.format(Locale.ROOT, "%.1f", seconds));
    return new Table(head, List.of(row));
  }

  /** In a line: loss, metrics, how many samples, seconds. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("loss " + figure(loss));
    metrics.forEach((name, value) -> line.append(", " + name + " " + figure(value)));
    return line + String.format(Locale.ROOT, ", %,d samples, %.1f s", samples, seconds);
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
