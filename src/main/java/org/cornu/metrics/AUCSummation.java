package org.cornu.metrics;

/** How high a curve is taken to be between two thresholds (Keras: {@code summation_method}). */
public enum AUCSummation {
  /** As the mean of both; of precision and recall, as the counts between them would be. */
  INTERPOLATION,
  /** As the higher of both. */
  MAJORING,
  /** As the lower of both. */
  MINORING;

  double height(double one, double other) {
    return switch (this) {
      case INTERPOLATION -> (one + other) / 2;
      case MAJORING -> Math.max(one, other);
      case MINORING -> Math.min(one, other);
    };
  }
}
