package org.cornu.report;

import java.util.List;
import org.cornu.drawing.Picture;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Test accuracy against training time, means over the seeds: a labelled point a model. */
final class AccuracyTimeChart {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 400;

  private AccuracyTimeChart() {}

  static Picture of(List<Runs> models) {
    XYSeriesCollection points = new XYSeriesCollection();
    for (Runs runs : models) {
      XYSeries point = new XYSeries(runs.label());
      point.add(runs.seconds().mean(), 100 * runs.accuracy().mean());
      points.addSeries(point);
    }
    XYLineAndShapeRenderer renderer = Look.lines(models.size(), 1);
    renderer.setDefaultLinesVisible(false);

    NumberAxis seconds = Look.axis("seconds of training and validation");
    seconds.setAutoRangeIncludesZero(true);
    seconds.setUpperMargin(0.12);
    NumberAxis accuracy = Look.wideAxis(AccuracyChart.LABEL, AccuracyChart.LEAST_SPAN);
    accuracy.setLowerMargin(0.12);
    accuracy.setUpperMargin(0.12);
    XYPlot plot = Look.dressed(new XYPlot(points, seconds, accuracy, renderer));
    plot.addAnnotation(new PointLabels(points));
    return Look.picture(
        Look.chart("Test accuracy against training time", plot, null), WIDTH, HEIGHT);
  }
}
