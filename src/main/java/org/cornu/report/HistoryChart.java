package org.cornu.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.cornu.drawing.Drawing;
import org.cornu.drawing.Picture;
import org.cornu.history.Epoch;
import org.cornu.history.History;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A training run as a picture: the first metric and the loss by epoch, side by side, each for
 * training and, where there was one, validation. Of a net that was trained at several outputs all
 * figures, three in a row.
 */
public final class HistoryChart implements Drawing {

  private static final int MOST_COLUMNS = 3;
  private static final int PANEL_WIDTH = 450;
  private static final int HEIGHT = 340;
  private static final int TITLE_HEIGHT = 30;

  private final Drawn drawn;

  private HistoryChart(Drawn drawn) {
    this.drawn = drawn;
  }

  /**
   * Draws nothing yet.
   *
   * @param title stands above both panels
   * @throws IllegalStateException if the history has no finished epoch
   */
  public static HistoryChart of(History history, String title) {
    List<JFreeChart> panels = figures(history).stream().map(name -> panel(history, name)).toList();
    int columns = Math.min(MOST_COLUMNS, panels.size());
    int rows = (panels.size() + columns - 1) / columns;
    return new HistoryChart(
        new Drawn(
            title,
            new Picture(
                columns * PANEL_WIDTH,
                rows * HEIGHT + TITLE_HEIGHT,
                g -> draw(g, panels, columns, title))));
  }

  /** The first metric and the loss; where several outputs have losses, all there is. */
  private static List<String> figures(History history) {
    List<String> names =
        history.last().logs().keySet().stream().filter(n -> !n.startsWith("val_")).toList();
    boolean several = names.stream().anyMatch(name -> name.endsWith("_loss"));
    List<String> figures = new ArrayList<>();
    names.stream()
        .filter(name -> !name.equals("loss"))
        .limit(several ? names.size() : 1)
        .forEach(figures::add);
    if (names.contains("loss")) {
      figures.add("loss");
    }
    return figures;
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
    return drawn.text(HistoryChart.class);
  }

  /** One figure over the epochs; what is not finite is left out of the line. */
  static XYSeries curve(History history, String name, String label) {
    XYSeries curve = new XYSeries(label);
    for (Epoch epoch : history.epochs()) {
      Double value = epoch.logs().get(name);
      curve.add(epoch.number(), value == null || value.isInfinite() ? Double.NaN : value);
    }
    return curve;
  }

  /** An axis from a history's first to its last epoch. */
  static NumberAxis epochAxis(int first, int last) {
    NumberAxis axis = Look.wholeAxis("epoch");
    double margin = Math.max(0.5, 0.02 * (last - first));
    axis.setRange(first - margin, last + margin);
    return axis;
  }

  private static JFreeChart panel(History history, String name) {
    XYSeriesCollection curves = new XYSeriesCollection(curve(history, name, "training"));
    if (history.last().logs().containsKey("val_" + name)) {
      curves.addSeries(curve(history, "val_" + name, "validation"));
    }
    NumberAxis epochs = epochAxis(history.epochs().get(0).number(), history.last().number());
    XYLineAndShapeRenderer lines = Look.lines(curves.getSeriesCount(), history.epochs().size());
    XYPlot plot = new XYPlot(curves, epochs, Look.valueAxis(name, curves), lines);
    return Look.chart(null, Look.dressed(plot), RectangleEdge.TOP);
  }

  private static void draw(Graphics2D g, List<JFreeChart> panels, int columns, String title) {
    double width = columns * PANEL_WIDTH;
    Font font = Text.fitted(g, title, Look.TITLE, width - 40);
    Text.centred(g, title, font, Look.INK, width / 2, 18);
    for (int i = 0; i < panels.size(); i++) {
      panels
          .get(i)
          .draw(
              g,
              new Rectangle2D.Double(
                  i % columns * PANEL_WIDTH,
                  TITLE_HEIGHT + i / columns * HEIGHT,
                  PANEL_WIDTH,
                  HEIGHT));
    }
  }
}
