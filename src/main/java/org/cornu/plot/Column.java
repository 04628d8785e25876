package org.cornu.plot;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.cornu.plot.Layout.Frame;
import org.cornu.plot.Layout.Place;
import org.cornu.plot.Layout.Route;

/**
 * What stands between two cuts of a tall layout, and where it goes.
 *
 * @param from the cut above, in the tall layout
 * @param to the cut below
 * @param span of all that stands in it, in the tall layout
 * @param entering the arrows that the cut above cuts, the rightmost first
 * @param leaving those that the cut below cuts
 * @param left where the column stands
 */
record Column(
    Layout tall,
    double from,
    double to,
    Rect span,
    List<Crossing> entering,
    List<Crossing> leaving,
    double left) {

  static final double MARGIN = 16;
  static final double LANE = 10; // between arrows that run side by side

  /** An arrow where a cut cuts it. */
  record Crossing(Route route, double x) {}

  static Column of(Layout tall, double from, double to) {
    List<Crossing> entering = crossings(tall, from);
    List<Crossing> leaving = crossings(tall, to);
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    DoubleStream.of(from, to).filter(Double::isFinite).forEach(ys::add);
    entering.forEach(crossing -> xs.add(crossing.x));
    leaving.forEach(crossing -> xs.add(crossing.x));
    tall.places().stream().map(Place::rect).forEach(rect -> add(rect, from, to, xs, ys));
    tall.frames().stream().map(Frame::rect).forEach(rect -> add(rect, from, to, xs, ys));
    for (Route route : tall.routes()) {
      for (Point2D.Double point : route.points()) {
        if (from <= point.y && point.y < to) {
          xs.add(point.x);
          ys.add(point.y);
        }
      }
    }
    double x = xs.stream().min(Comparator.naturalOrder()).orElse(0.0);
    double y = ys.stream().min(Comparator.naturalOrder()).orElse(0.0);
    double right = xs.stream().max(Comparator.naturalOrder()).orElse(0.0);
    double bottom = ys.stream().max(Comparator.naturalOrder()).orElse(0.0);
    Rect span = new Rect(x, y, right - x, bottom - y);
    return new Column(tall, from, to, span, entering, leaving, 0);
  }

  Column at(double left) {
    return new Column(tall, from, to, span, entering, leaving, left);
  }

  double right() {
    return left + span.width();
  }

  /** The lower end of what stands in it; under it run the arrows that leave. */
  double foot() {
    return y(span.bottom());
  }

  double bottom() {
    return foot() + (leaving.isEmpty() ? 0 : LANE * leaving.size());
  }

  double x(double x) {
    return x - span.x() + left;
  }

  Point2D.Double moved(Point2D.Double point) {
    return new Point2D.Double(x(point.x), y(point.y));
  }

  Rect moved(Rect rect) {
    return new Rect(x(rect.x()), y(rect.y()), rect.width(), rect.height());
  }

  /** The frames, or their parts, in this column. */
  List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    for (Frame frame : tall.frames()) {
      Rect rect = frame.rect();
      if (rect.y() < to && rect.bottom() > from) {
        boolean continued = rect.y() < from;
        double top = continued ? headsTop() + heads(frame.depth()) : y(rect.y());
        double bottom = y(Math.min(rect.bottom(), to));
        Card card = continued ? frame.card().continued() : frame.card();
        Rect part = new Rect(x(rect.x()), top, rect.width(), bottom - top);
        frames.add(new Frame(card, part, frame.depth(), continued));
      }
    }
    return frames;
  }

  private double y(double y) {
    return y - span.y() + headsTop() + heads(Integer.MAX_VALUE);
  }

  private double headsTop() {
    return MARGIN + LANE * entering.size();
  }

  /** How high the heads of the continued frames are that lie less deep. */
  private double heads(int depth) {
    double heads = 0;
    for (Frame frame : tall.frames()) {
      if (frame.rect().y() < from && frame.rect().bottom() > from && frame.depth() < depth) {
        heads = Math.max(heads, heads(frame.depth()) + frame.card().continued().head() + 4);
      }
    }
    return heads;
  }

  private static void add(Rect rect, double from, double to, List<Double> xs, List<Double> ys) {
    if (rect.y() < to && rect.bottom() > from) {
      xs.add(rect.x());
      xs.add(rect.right());
      ys.add(Math.max(rect.y(), from));
      ys.add(Math.min(rect.bottom(), to));
    }
  }

  /** All arrows that a cut cuts, the rightmost first. */
  private static List<Crossing> crossings(Layout tall, double cut) {
    List<Crossing> crossings = new ArrayList<>();
    for (Route route : tall.routes()) {
      List<Point2D.Double> points = route.points();
      for (int i = 1; i < points.size(); i++) {
        if (points.get(i - 1).y < cut != points.get(i).y < cut) {
          crossings.add(new Crossing(route, points.get(i).x));
        }
      }
    }
    crossings.sort(Comparator.comparingDouble(Crossing::x).reversed());
    return crossings;
  }
}
