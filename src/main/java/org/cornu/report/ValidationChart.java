package org.cornu.report;

import java.util.List;
import java.util.Optional;
import org.cornu.drawing.Picture;
import org.cornu.history.History;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;
import org.jfree.data.general.DatasetUtils;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The validation accuracy of all models by epoch, each model's first seed. */
final class ValidationChart {

  private static final String FIGURE = "val_accuracy";
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;

  /** How many times longer the whole axis must be for it to be cut. */
  private static final double WORTHWHILE = 3;

  private ValidationChart() {}

  /** Empty if no model was validated. */
  static Optional<Picture> of(List<Runs> models) {
    XYSeriesCollection curves = new XYSeriesCollection();
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (Runs runs : models) {
      History history = runs.first().history();
      if (history.last().logs().containsKey(FIGURE)) {
        curves.addSeries(HistoryChart.curve(history, FIGURE, runs.label()));
        first = Math.min(first, history.epochs().get(0).number());
        last = Math.max(last, history.last().number());
      }
    }
    if (curves.getSeriesCount() == 0) {
      return Optional.empty();
    }
    NumberAxis accuracy = accuracyAxis(curves);
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

  /**
   * Begins where the curves are from the second epoch on. A first epoch far below, as batch
   * normalization has it before its moving means have caught up, would press all else together.
   */
  private static NumberAxis accuracyAxis(XYSeriesCollection curves) {
    Range whole = DatasetUtils.findRangeBounds(curves);
    Range later = DatasetUtils.findRangeBounds(withoutFirstEpoch(curves));
    boolean flat = later == null || later.getLength() == 0; // null: no figure is finite
    if (flat || whole.getLength() <= WORTHWHILE * later.getLength()) {
      return Look.valueAxis("validation accuracy", curves);
    }
    NumberAxis axis =
        Look.valueAxis(
            "validation accuracy (a first epoch of %s lies below)"
                .formatted(Numbers.fixed(whole.getLowerBound(), 3)),
            curves);
    axis.setRange(Range.expand(later, .05, .05));
    return axis;
  }

  private static XYSeriesCollection withoutFirstEpoch(XYSeriesCollection curves) {
    XYSeriesCollection later = new XYSeriesCollection();
    for (int i = 0; i < curves.getSeriesCount(); i++) {
      XYSeries curve = curves.getSeries(i);
      XYSeries rest = new XYSeries(curve.getKey());
      for (int j = Math.min(1, curve.getItemCount() - 1); j < curve.getItemCount(); j++) {
        rest.add(curve.getX(j), curve.getY(j));
      }
      later.addSeries(rest);
    }
    return later;
  }
}
