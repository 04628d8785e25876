package org.cornu.plot;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.plot.Layout.Frame;
import org.cornu.plot.Layout.Place;
import org.cornu.plot.Layout.Route;

/** Draws a layout: frames, over them arrows, over these what has text, so that no text is cut. */
record Painter(Canvas canvas) {

  private static final Color PAPER = Color.WHITE;
  private static final Color EDGE = new Color(0x555555);
  private static final Color RULE = new Color(0xBBBBBB);
  private static final Color[] FRAMES = {new Color(0xF6F6FB), new Color(0xECECF5)};

  private static final double LINE = 1;
  private static final double ARROW = 1.2;
  private static final double HEAD = 7; // an arrow's, in points
  private static final double HALF_HEAD = 3.2;
  private static final double OF_LAST = 0.7; // as much of a short last line as a head may take
  private static final double ROUND = 5; // of an arrow's corners

  void paint(Layout layout) {
    canvas.fill(new Rectangle2D.Double(0, 0, layout.width(), layout.height()), PAPER);
    for (Frame frame : layout.frames()) {
      canvas.fill(shape(frame.rect()), FRAMES[frame.depth() % FRAMES.length]);
    }
    Map<String, String> names = names(layout);
    for (Route route : layout.routes()) {
      Arrow arrow = route.arrow();
      canvas.open(names.get(arrow.from()) + " to " + names.get(arrow.to()));
      arrow(route.points());
      canvas.close();
    }
    for (Frame frame : layout.frames()) {
      canvas.open(frame.card().box().text());
      card(frame.card(), frame.rect());
      canvas.close();
    }
    for (Place place : layout.places()) {
      canvas.open(place.card().box().text());
      canvas.fill(shape(place.rect()), PAPER);
      card(place.card(), place.rect());
      canvas.close();
    }
  }

  private static Map<String, String> names(Layout layout) {
    Map<String, String> names = new HashMap<>();
    Stream.concat(
            layout.places().stream().map(Place::card), layout.frames().stream().map(Frame::card))
        .map(Card::box)
        .forEach(box -> names.put(box.id(), box.name().isEmpty() ? box.className() : box.name()));
    return names;
  }

  private void card(Card card, Rect rect) {
    Rect head = new Rect(rect.x(), rect.y(), rect.width(), card.head());
    canvas.fill(shape(head), card.box().kind().tint());
    if (head.bottom() < rect.bottom()) {
      double y = head.bottom();
      canvas.stroke(new Line2D.Double(rect.x(), y, rect.right(), y), RULE, LINE);
    }
    canvas.stroke(shape(rect), EDGE, LINE);
    card.lines().forEach(line -> canvas.text(line.moved(rect.x(), rect.y())));
  }

  private void arrow(List<Point2D.Double> points) {
    int last = points.size() - 1;
    Point2D.Double tip = points.get(last);
    Point2D.Double neck = toward(tip, points.get(last - 1), HEAD, OF_LAST);
    Path2D line = new Path2D.Double();
    line.moveTo(points.get(0).x, points.get(0).y);
    for (int i = 1; i < last; i++) {
      Point2D.Double corner = points.get(i);
      Point2D.Double before = toward(corner, points.get(i - 1), ROUND, 0.5);
      double part = i + 1 == last ? 1 - OF_LAST : 0.5;
      Point2D.Double after = toward(corner, points.get(i + 1), ROUND, part);
      line.lineTo(before.x, before.y);
      line.quadTo(corner.x, corner.y, after.x, after.y);
    }
    line.lineTo(neck.x, neck.y);
    canvas.stroke(line, EDGE, ARROW);
    double length = tip.distance(neck);
    double acrossX = length == 0 ? 0 : (tip.y - neck.y) / length * HALF_HEAD;
    double acrossY = length == 0 ? 0 : (neck.x - tip.x) / length * HALF_HEAD;
    Path2D head = new Path2D.Double();
    head.moveTo(tip.x, tip.y);
    head.lineTo(neck.x + acrossX, neck.y + acrossY);
    head.lineTo(neck.x - acrossX, neck.y - acrossY);
    head.closePath();
    canvas.fill(head, EDGE);
  }

  /** The point so far from one point toward another, at most this part of the way. */
  private static Point2D.Double toward(
      Point2D.Double from, Point2D.Double to, double far, double most) {
    double length = from.distance(to);
    double part = length == 0 ? 0 : Math.min(far / length, most);
    return new Point2D.Double(from.x + part * (to.x - from.x), from.y + part * (to.y - from.y));
  }

  private static Rectangle2D shape(Rect rect) {
    return new Rectangle2D.Double(rect.x(), rect.y(), rect.width(), rect.height());
  }
}
