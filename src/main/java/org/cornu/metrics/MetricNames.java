package org.cornu.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What metrics may be called: each has a column of its own in a history. */
public final class MetricNames {

  private static final Set<String> TAKEN = Set.of("loss", "epoch", "learning_rate", "seconds");

  private MetricNames() {}

  /** Checks one name. */
  public static void require(String name) {
    Objects.requireNonNull(name, "named needs a name, got null");
    if (!name.matches("[A-Za-z0-9_.\\-]+")) {
      throw new IllegalArgumentException(
          "a metric's name needs letters, digits, '_', '-' and '.', got \"%s\"".formatted(name));
    }
  }

  /**
   * Checks those that a model is compiled with.
   *
   * @throws IllegalArgumentException if two have one name, or one has that of another column
   */
  public static void require(List<Metric> metrics) {
    Set<String> seen = new HashSet<>();
    for (Metric metric : metrics) {
      if (TAKEN.contains(metric.name()) || metric.name().startsWith("val_")) {
        throw new IllegalArgumentException(
            "compile needs metrics with names of their own, got \"%s\", which is taken in a history"
                .formatted(metric.name()));
      }
      if (!seen.add(metric.name())) {
        throw new IllegalArgumentException(
            "compile needs metrics of different names, got two called \"%s\"; use named(...)"
                .formatted(metric.name()));
      }
    }
  }
}
