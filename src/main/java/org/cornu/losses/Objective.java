package org.cornu.losses;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Arguments;
import org.cornu.metrics.Metric;

/**
 * What one output of a net is trained to, and measured by (Keras: the entries of an output in
 * {@code loss}, {@code loss_weights} and {@code metrics} of {@code compile}).
 *
 * <pre>{@code
 * net.compile(adam(),
 *     objective("digit", sparseCategoricalCrossentropy()).metrics(accuracy()),
 *     objective("box", meanSquaredError()).weight(0.2));
 * }</pre>
 *
 * @param output its name; empty for the only one
 * @param loss is made small
 * @param weight by which it is multiplied in the sum over all outputs, finite
 * @param metrics are watched, in this order
 * @param weightedMetrics the same, samples counting by their weights
 */
public record Objective(
    Optional<String> output,
    Loss loss,
    double weight,
    List<Metric> metrics,
    List<Metric> weightedMetrics) {

  public Objective {
    Objects.requireNonNull(output, "an objective needs an output or none, got null");
    Objects.requireNonNull(metrics, "an objective needs metrics or none, got null");
    Objects.requireNonNull(weightedMetrics, "an objective needs metrics or none, got null");
    Objects.requireNonNull(
        loss, "compile needs a loss, for example categoricalCrossentropy(), got null");
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("an objective needs a finite weight, got " + weight);
    }
    metrics = List.copyOf(metrics);
    weightedMetrics = List.copyOf(weightedMetrics);
  }

  /** That of an output, by its name. */
  public static Objective objective(String output, Loss loss) {
    Objects.requireNonNull(output, "objective needs the name of an output, got null");
    return new Objective(Optional.of(output), loss, 1, List.of(), List.of());
  }

  /** That of the only output of a net. */
  public static Objective objective(Loss loss) {
    return ofOnly(loss, List.of());
  }

  /** The same with metrics. */
  public static Objective ofOnly(Loss loss, List<Metric> metrics) {
    return new Objective(Optional.empty(), loss, 1, metrics, List.of());
  }

  /** The same of an output, by its name. */
  public Objective of(String name) {
    Objects.requireNonNull(name, "an objective needs the name of an output, got null");
    return new Objective(Optional.of(name), loss, weight, metrics, weightedMetrics);
  }

  /** With another share in the sum over all outputs; 1 by default. */
  public Objective weight(double weight) {
    return new Objective(output, loss, weight, metrics, weightedMetrics);
  }

  /** With metrics after those already there. */
  public Objective metrics(Metric... more) {
    List<Metric> all = new ArrayList<>(metrics);
    all.addAll(Arguments.list("an objective needs metrics, or none", more));
    return new Objective(output, loss, weight, all, weightedMetrics);
  }

  /** With metrics in which each sample counts by its weight (Keras: {@code weighted_metrics}). */
  public Objective weightedMetrics(Metric... more) {
    List<Metric> all = new ArrayList<>(weightedMetrics);
    all.addAll(Arguments.list("an objective needs metrics, or none", more));
    return new Objective(output, loss, weight, metrics, all);
  }

  /**
   * All metrics by the names that a history has them under, those of weighted samples last.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public Map<String, Metric> named() {
    Map<String, Metric> named = new LinkedHashMap<>();
    metrics.forEach(metric -> named.put(metric.name(), metric));
    for (Metric metric : weightedMetrics) {
      boolean taken = named.containsKey(metric.name());
      String name = taken ? "weighted_" + metric.name() : metric.name();
      if (named.put(name, metric) != null) {
        throw new IllegalArgumentException(
            "compile needs metrics of different names, got two called \"%s\"; use named(...)"
                .formatted(name));
      }
    }
    return named;
  }
}
