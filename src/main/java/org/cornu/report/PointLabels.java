package org.cornu.report;

import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYDataset;

/** Writes each series' name beside its first point, where neither points nor names are hit. */
final class PointLabels extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1L;
  private static final double REACH = 7; // of a marker around its point
  private static final int RINGS = 6;

  private final transient XYDataset points;

  PointLabels(XYDataset points) {
    this.points = points;
  }

  @Override
  public void draw(
      Graphics2D g,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis xAxis,
      ValueAxis yAxis,
      int rendererIndex,
      PlotRenderingInfo info) {
    List<Point2D> centres = new ArrayList<>();
    List<Rectangle2D> taken = new ArrayList<>();
    for (int series = 0; series < points.getSeriesCount(); series++) {
      double x = xAxis.valueToJava2D(points.getXValue(series, 0), area, RectangleEdge.BOTTOM);
      double y = yAxis.valueToJava2D(points.getYValue(series, 0), area, RectangleEdge.LEFT);
      centres.add(new Point2D.Double(x, y));
      taken.add(new Rectangle2D.Double(x - REACH, y - REACH, 2 * REACH, 2 * REACH));
    }
    for (int series = 0; series < centres.size(); series++) {
      String name = points.getSeriesKey(series).toString();
      double width = Text.width(g, name, Look.LABEL);
      Rectangle2D place = free(centres.get(series), width, area, taken);
      taken.add(place);
      Text.centred(g, name, Look.LABEL, Look.INK, place.getCenterX(), place.getCenterY());
    }
  }

  /** The first free place right, left, above or below, near before far; if none, the first. */
  static Rectangle2D free(Point2D centre, double width, Rectangle2D area, List<Rectangle2D> taken) {
    double height = 14;
    for (int ring = 0; ring < RINGS; ring++) {
      double far = REACH + 3 + ring * height / 2;
      double[][] corners = {
        {far, -height / 2},
        {-far - width, -height / 2},
        {-width / 2, -far - height},
        {-width / 2, far},
        {far, -far - height / 2},
        {far, far - height / 2}
      };
      for (double[] corner : corners) {
        Rectangle2D place =
            new Rectangle2D.Double(
                centre.getX() + corner[0], centre.getY() + corner[1], width, height);
        if (area.contains(place) && taken.stream().noneMatch(place::intersects)) {
          return place;
        }
      }
    }
    return new Rectangle2D.Double(
        centre.getX() + REACH + 3, centre.getY() - height / 2, width, height);
  }
}
