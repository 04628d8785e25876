package org.cornu.metrics;

import org.tensorflow.ndarray.Shape;

/** What metrics need of an output alike. */
final class Outputs {

  private Outputs() {}

  /** Size of its last axis. */
  static long width(Shape output) {
    return output.get(output.numDimensions() - 1);
  }

  /** For metrics of a choice among classes. */
  static void requireChoice(String metric, Shape output) {
    if (width(output) < 2) {
      throw new IllegalArgumentException(
          "metric %s needs an output of 2 or more classes, got %d; use accuracy()"
              .formatted(metric, width(output)));
    }
  }

  /** For metrics that tell the numbers of a sample apart. */
  static void requireRow(String metric, Shape output) {
    if (output.numDimensions() != 1 || output.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "metric %s needs an output of one axis, got a sample of shape %s; add flatten()"
              .formatted(metric, output));
    }
  }

  /** For metrics of one class. */
  static void requireClass(String metric, Shape output, int id) {
    if (id >= width(output)) {
      throw new IllegalArgumentException(
          "metric %s needs a class id below the %d outputs, got %d"
              .formatted(metric, width(output), id));
    }
  }
}
