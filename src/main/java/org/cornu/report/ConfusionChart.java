package org.cornu.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cornu.drawing.Picture;
import org.cornu.history.ConfusionMatrix;

/**
 * A confusion matrix as a picture: a row a true class, a column a predicted one, the counts in the
 * cells. The colour goes with the logarithm of the count, so that few errors show beside many hits.
 */
public final class ConfusionChart {

  private final Picture picture;

  private ConfusionChart(Picture picture) {
    this.picture = picture;
  }

  /**
   * Draws nothing yet.
   *
   * @param classes the classes' names in index order
   * @param title stands above the matrix, over a line that says how many samples were right
   * @throws IllegalArgumentException if there are not as many names as the matrix has classes
   */
  public static ConfusionChart of(ConfusionMatrix matrix, List<String> classes, String title) {
    if (classes.size() != matrix.classes()) {
      throw new IllegalArgumentException(
          "confusion chart: needs %s class names, got %s: %s"
              .formatted(matrix.classes(), classes.size(), classes));
    }
    return new ConfusionChart(new HeatMap(matrix, classes, title).picture());
  }

  /**
   * Writes the picture as PNG; missing folders are made.
   *
   * @throws IOException if it cannot be written, or if this machine has no fonts ({@link
   *     org.cornu.drawing.Fonts})
   */
  public void save(Path png) throws IOException {
    picture.save(png);
  }
}
