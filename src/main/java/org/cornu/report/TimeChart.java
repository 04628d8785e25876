package org.cornu.report;

import java.util.List;
import org.cornu.drawing.Picture;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;

/** Training time, a bar a model, from 0. */
final class TimeChart {

  private static final int WIDTH = 760;
  private static final int ROW = 40;
  private static final int AROUND = 96;

  private TimeChart() {}

  static Picture of(List<Runs> models) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    models.forEach(runs -> data.addValue(runs.seconds().mean(), "seconds", runs.label()));

    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setSeriesPaint(0, Look.colour(0));
    renderer.setDefaultItemLabelGenerator(
        new StandardCategoryItemLabelGenerator("{2} s", Ticks.places(1)));
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelFont(Look.LABEL);
    renderer.setDefaultItemLabelPaint(Look.INK);
    renderer.setDefaultPositiveItemLabelPosition(
        new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));

    boolean repeated = models.stream().anyMatch(runs -> runs.trials().size() > 1);
    NumberAxis seconds =
        Look.axis("seconds of training and validation" + (repeated ? ", mean over seeds" : ""));
    seconds.setAutoRangeIncludesZero(true);
    seconds.setUpperMargin(0.12); // room for the figures
    CategoryAxis names = new CategoryAxis();
    names.setCategoryMargin(0.4);
    CategoryPlot plot = new CategoryPlot(data, names, seconds, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    return Look.picture(
        Look.chart("Training time", Look.dressed(plot), null), WIDTH, ROW * models.size() + AROUND);
  }
}
