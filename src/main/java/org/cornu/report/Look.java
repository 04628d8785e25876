package org.cornu.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.cornu.drawing.Picture;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.general.DatasetUtils;
import org.jfree.data.xy.XYDataset;

/** How all charts look: dark on white, a light grid, the colours of Okabe and Ito. */
final class Look {

  static final Color INK = new Color(0x222222);
  static final Color PALE = new Color(0x6E6E6E);
  static final Color FAINT = new Color(0xB0B0B0);
  static final Color GRID = new Color(0xDDDDDD);

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private static final int MOST_MARKERS = 40;

  // Blue, vermillion, green, purple, orange, sky blue, black: apart for colour-blind readers.
  private static final int[] COLOURS = {
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000
  };

  // Apart in black and white too: seven colours, six dashes and five shapes repeat after 210.
  private static final float[][] DASHES = {
    null, {7, 4}, {2, 3}, {9, 3, 2, 3}, {14, 4}, {9, 3, 2, 3, 2, 3}
  };
  private static final Shape[] SHAPES = {
    new Ellipse2D.Double(-3, -3, 6, 6),
    new Rectangle2D.Double(-3, -3, 6, 6),
    polygon(0, -4, 4, 3, -4, 3),
    polygon(0, -4.5, 4.5, 0, 0, 4.5, -4.5, 0),
    polygon(0, 4, 4, -3, -4, -3),
  };

  private Look() {}

  static Color colour(int series) {
    return new Color(COLOURS[series % COLOURS.length]);
  }

  static Shape shape(int series) {
    return SHAPES[series % SHAPES.length];
  }

  static Stroke stroke(int series) {
    float[] dash = DASHES[series % DASHES.length];
    return new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  /**
   * Lines, series {@code i} in the {@code i}th colour, dash and shape; markers where the points are
   * few enough to tell them apart.
   */
  static XYLineAndShapeRenderer lines(int series, int points) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, points <= MOST_MARKERS);
    for (int i = 0; i < series; i++) {
      renderer.setSeriesPaint(i, colour(i));
      renderer.setSeriesStroke(i, stroke(i));
      renderer.setSeriesShape(i, shape(i));
    }
    renderer.setDrawSeriesLineAsPath(true); // else each short segment starts its dashes anew
    renderer.setLegendLine(new Line2D.Double(-19, 0, 19, 0));
    return renderer;
  }

  static NumberAxis axis(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setAutoRangeIncludesZero(false);
    axis.setStandardTickUnits(Ticks.all());
    return dressed(axis);
  }

  /** An axis that spans at least so much, lest equal values be told apart by their rounding. */
  static NumberAxis wideAxis(String label, double leastSpan) {
    NumberAxis axis = axis(label);
    axis.setAutoRangeMinimumSize(leastSpan);
    return axis;
  }

  /** An axis for the values of curves, with a least span that goes with their size. */
  static NumberAxis valueAxis(String label, XYDataset curves) {
    Range range = DatasetUtils.findRangeBounds(curves);
    double largest =
        range == null ? 1 : Math.max(Math.abs(range.getLowerBound()), range.getUpperBound());
    return wideAxis(label, Math.max(1e-8, largest / 100));
  }

  /** An axis that is ticked at whole numbers only. */
  static NumberAxis wholeAxis(String label) {
    NumberAxis axis = axis(label);
    axis.setStandardTickUnits(Ticks.whole());
    return axis;
  }

  /** An axis of names, the first on top. */
  static SymbolAxis nameAxis(String... names) {
    SymbolAxis axis = new SymbolAxis(null, names);
    axis.setInverted(true);
    axis.setGridBandsVisible(false);
    axis.setRange(-0.5, names.length - 0.5);
    return dressed(axis);
  }

  static <P extends XYPlot> P dressed(P plot) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return plot;
  }

  static CategoryPlot dressed(CategoryPlot plot) {
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    dressed(plot.getDomainAxis());
    return plot;
  }

  /** A chart with its title and, at the given edge, its legend; no legend where edge is null. */
  static <P extends Plot & LegendItemSource> JFreeChart chart(
      String title, P plot, RectangleEdge legendEdge) {
    JFreeChart chart = new JFreeChart(title, TITLE, plot, false);
    if (title != null) {
      chart.getTitle().setPaint(INK);
      chart.getTitle().setPadding(2, 0, 6, 0);
    }
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(8, 8, 8, 16));
    if (legendEdge != null) {
      LegendTitle legend = new LegendTitle(plot);
      legend.setPosition(legendEdge);
      legend.setItemFont(LABEL);
      legend.setItemPaint(INK);
      legend.setFrame(BlockBorder.NONE);
      legend.setBackgroundPaint(Color.WHITE);
      legend.setLegendItemGraphicPadding(new RectangleInsets(2, 8, 2, 4));
      chart.addLegend(legend);
    }
    return chart;
  }

  static Picture picture(JFreeChart chart, int width, int height) {
    return new Picture(
        width, height, g -> chart.draw(g, new Rectangle2D.Double(0, 0, width, height)));
  }

  private static <A extends Axis> A dressed(A axis) {
    axis.setLabelFont(LABEL);
    axis.setTickLabelFont(SMALL);
    axis.setLabelPaint(INK);
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(PALE);
    axis.setTickMarkPaint(PALE);
    return axis;
  }

  private static Shape polygon(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }
}
