package org.cornu;

import java.util.List;
import java.util.Objects;
import org.cornu.data.Dataset;
import org.cornu.feed.ClassNumbers;
import org.cornu.history.Predictions;
import org.cornu.layers.Shapes;
import org.tensorflow.ndarray.Shape;

/** From a classifier's outputs to classes. */
final class Classes {

  private Classes() {}

  /**
   * Checks that a row of outputs is one answer.
   *
   * @param output the shape of one sample's output
   */
  static void requireOneAnswer(Shape output) {
    if (output.numDimensions() > 1) {
      throw new IllegalArgumentException(
          "classes need an output of one axis, a number a class, got %s; use predict"
              .formatted(Shapes.text(output)));
    }
  }

  /** Checks that a row of outputs is one answer, and that there are true ones. */
  static void requireComparable(Shape output, List<String> classNames, Dataset data) {
    requireOneAnswer(output);
    Objects.requireNonNull(data, "predictions needs data, got null");
    if (!data.labelled()) {
      throw new IllegalArgumentException(
          "predictions needs data with labels to compare with, got none; use predictClasses");
    }
    ClassNumbers.requireTrained("predictions", classNames, data);
  }

  /** The place of each row's largest number; a row of one number says yes (1) from above 0.5. */
  static int[] of(float[][] rows) {
    int[] classes = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      classes[i] = of(rows[i]);
    }
    return classes;
  }

  /** Predicted beside true classes. */
  static Predictions compare(Dataset data, float[][] rows) {
    int[] predicted = of(rows);
    float[] confidence = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      float[] row = rows[i];
      confidence[i] = row.length > 1 ? row[predicted[i]] : predicted[i] == 1 ? row[0] : 1 - row[0];
    }
    return new Predictions(data.classIndices(), predicted, confidence);
  }

  private static int of(float[] row) {
    if (row.length == 1) {
      return row[0] > .5f ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      if (row[i] > row[best]) {
        best = i;
      }
    }
    return best;
  }
}
