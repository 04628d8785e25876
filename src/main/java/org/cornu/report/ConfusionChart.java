package org.cornu.report;

import java.util.List;
import org.cornu.drawing.Drawing;
import org.cornu.drawing.Picture;
import org.cornu.history.ConfusionMatrix;

/**
 * A confusion matrix as a picture: a row a true class, a column a predicted one, the counts in the
 * cells. The colour goes with the logarithm of the count, so that few errors show beside many hits.
 */
public final class ConfusionChart implements Drawing {

  private final Drawn drawn;

  private ConfusionChart(Drawn drawn) {
    this.drawn = drawn;
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
    return new ConfusionChart(new Drawn(title, new HeatMap(matrix, classes, title).picture()));
  }

  @Override
  public Picture picture() {
    return drawn.picture();
  }

  @Override
  public String title() {
    return drawn.title();
  }

  /** In a line: what it shows, and how to save it. */
  @Override
  public String toString() {
    return drawn.text(ConfusionChart.class);
  }
}
