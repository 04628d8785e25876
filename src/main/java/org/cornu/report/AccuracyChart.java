package org.cornu.report;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.List;
import org.cornu.drawing.Picture;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Test accuracy, a row a model: each seed, mean and standard deviation, and the references. Dots,
 * for the axis does not start at 0 and bars would lie.
 */
final class AccuracyChart {

  static final String LABEL = "test accuracy, % (the axis does not start at 0)";
  static final double LEAST_SPAN = 0.5;

  private static final int WIDTH = 760;
  private static final int ROW = 48;
  private static final int AROUND = 130;

  // Places within a row, whose middle is 0 and whose lower edge is 0.5.
  private static final double MEAN = -0.16;
  private static final double SEEDS = 0.08;
  private static final double REFERENCES = 0.3;

  private static final Shape SEED = new Ellipse2D.Double(-3, -3, 6, 6);
  private static final Shape DOT = new Ellipse2D.Double(-4.5, -4.5, 9, 9);

  private AccuracyChart() {}

  static Picture of(List<Runs> models, List<Reference> references) {
    boolean repeated = models.stream().anyMatch(runs -> runs.trials().size() > 1);
    XYIntervalSeriesCollection points = new XYIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setCapLength(8);
    add(points, renderer, means(models, repeated), DOT, Look.colour(0));
    if (repeated) {
      add(points, renderer, seeds(models), SEED, Look.PALE);
      renderer.setSeriesShapesFilled(1, false);
    }
    for (int i = 0; i < references.size(); i++) {
      XYIntervalSeries series = reference(models, references.get(i));
      add(points, renderer, series, Look.shape(2 + i), Look.colour(1 + i));
    }

    NumberAxis accuracy = Look.wideAxis(LABEL, LEAST_SPAN);
    accuracy.setLowerMargin(0.06);
    accuracy.setUpperMargin(0.25); // room for the figures at the right
    SymbolAxis names = Look.nameAxis(models.stream().map(Runs::label).toArray(String[]::new));
    XYPlot plot = Look.dressed(new XYPlot(points, accuracy, names, renderer));
    double right = accuracy.getRange().getUpperBound();
    for (int row = 0; row < models.size(); row++) {
      plot.addAnnotation(
          figure(models.get(row).accuracy().percent(), right, row + (repeated ? MEAN : 0)));
    }
    return Look.picture(
        Look.chart("Test accuracy", plot, RectangleEdge.BOTTOM),
        WIDTH,
        ROW * models.size() + AROUND);
  }

  private static void add(
      XYIntervalSeriesCollection points,
      XYErrorRenderer renderer,
      XYIntervalSeries series,
      Shape shape,
      Color colour) {
    int index = points.getSeriesCount();
    points.addSeries(series);
    renderer.setSeriesShape(index, shape);
    renderer.setSeriesPaint(index, colour);
  }

  private static XYIntervalSeries means(List<Runs> models, boolean repeated) {
    XYIntervalSeries series =
        new XYIntervalSeries(repeated ? "mean ± standard deviation" : "this run", false, true);
    for (int row = 0; row < models.size(); row++) {
      Spread accuracy = models.get(row).accuracy();
      double around = 100 * accuracy.deviation();
      add(series, 100 * accuracy.mean(), around, row + (repeated ? MEAN : 0));
    }
    return series;
  }

  private static XYIntervalSeries seeds(List<Runs> models) {
    XYIntervalSeries series = new XYIntervalSeries("each seed", false, true);
    for (int row = 0; row < models.size(); row++) {
      for (Trial trial : models.get(row).trials()) {
        add(series, 100 * trial.test().accuracy(), Double.NaN, row + SEEDS);
      }
    }
    return series;
  }

  private static XYIntervalSeries reference(List<Runs> models, Reference reference) {
    XYIntervalSeries series = new XYIntervalSeries(reference.label(), false, true);
    for (int row = 0; row < models.size(); row++) {
      Figures figures = reference.figures().get(models.get(row).model());
      if (figures != null) {
        double around = figures.deviation().orElse(Double.NaN);
        add(series, figures.accuracy(), around, row + REFERENCES);
      }
    }
    return series;
  }

  /** A point and the error bar around it; NaN draws none. */
  private static void add(XYIntervalSeries series, double x, double around, double y) {
    series.add(x, x - around, x + around, y, y, y);
  }

  private static XYTextAnnotation figure(String text, double x, double y) {
    XYTextAnnotation figure = new XYTextAnnotation(text, x, y);
    figure.setFont(Look.LABEL);
    figure.setPaint(Look.INK);
    figure.setBackgroundPaint(Color.WHITE);
    figure.setTextAnchor(TextAnchor.CENTER_RIGHT);
    return figure;
  }
}
