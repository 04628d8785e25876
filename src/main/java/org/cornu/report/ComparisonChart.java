package org.cornu.report;

import java.util.List;
import org.cornu.drawing.Drawing;
import org.cornu.drawing.Picture;

/** Trained models side by side as a picture: one of those that {@link Comparison} writes. */
public final class ComparisonChart implements Drawing {

  private final Drawn drawn;

  private ComparisonChart(String title, Picture picture) {
    this.drawn = new Drawn(title, picture);
  }

  /** The test accuracy of each model, a row a model; of several seeds each, and their mean. */
  public static ComparisonChart accuracy(List<Trial> trials) {
    return new ComparisonChart("Test accuracy", AccuracyChart.of(runs(trials), List.of()));
  }

  /** The seconds that each model's training took, a bar a model. */
  public static ComparisonChart time(List<Trial> trials) {
    return new ComparisonChart("Training time", TimeChart.of(runs(trials)));
  }

  /** Test accuracy against training time, a point a model. */
  public static ComparisonChart accuracyAndTime(List<Trial> trials) {
    return new ComparisonChart(
        "Test accuracy against training time", AccuracyTimeChart.of(runs(trials)));
  }

  /**
   * The validation accuracy by epoch, a curve a model.
   *
   * @throws IllegalArgumentException if no model was validated
   */
  public static ComparisonChart validation(List<Trial> trials) {
    Picture picture =
        ValidationChart.of(runs(trials))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "validation chart: needs a history with val_accuracy, got %s; train with"
                                .formatted(trials.get(0).history().names())
                            + " validationSplit or validationData, and accuracy() as a metric"));
    return new ComparisonChart("Validation accuracy by epoch", picture);
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
    return drawn.text(ComparisonChart.class);
  }

  private static List<Runs> runs(List<Trial> trials) {
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("comparison chart: needs at least one trial, got none");
    }
    return Runs.of(trials);
  }
}
