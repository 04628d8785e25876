package org.cornu.report;

import java.util.List;
import java.util.Optional;
import org.cornu.history.History;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeriesCollection;

/** The validation accuracy of all models by epoch, each model's first seed. */
final class ValidationChart {

  private static final String FIGURE = "val_accuracy";
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;

  private ValidationChart() {}

  /** Empty if no model was validated. */
  static Optional<Picture> of(List<Runs> models) {
    XYSeriesCollection curves = new XYSeriesCollection();
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (Runs runs : models) {
      History history = runs.first().history();
      if (history.last().logs().containsKey(FIGURE)) {
        curves.addSeries(HistoryChart.curve(history, FIGURE, runs.model()));
        first = Math.min(first, history.epochs().get(0).number());
        last = Math.max(last, history.last().number());
      }
    }
    if (curves.getSeriesCount() == 0) {
      return Optional.empty();
    }
    NumberAxis accuracy = Look.valueAxis("validation accuracy", curves);
    XYPlot plot =
        new XYPlot(
            curves,
            HistoryChart.epochAxis(first, last),
            accuracy,
            Look.lines(curves.getSeriesCount(), last - first + 1));
    return Optional.of(
        Look.picture(
            Look.chart("Validation accuracy by epoch", Look.dressed(plot), RectangleEdge.BOTTOM),
            WIDTH,
            HEIGHT));
  }
}
