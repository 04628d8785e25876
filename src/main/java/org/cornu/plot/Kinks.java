package org.cornu.plot;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.cornu.plot.Layout.Place;
import org.cornu.plot.Layout.Route;

/**
 * Straightens arrows that are a few points off between two boxes: the library spreads the ends of
 * arrows evenly along a box, and at boxes of different widths they do not face each other.
 */
final class Kinks {

  private static final double MOST = 16; // that an arrow is off
  private static final double CLEAR = 8; // beside an arrow

  private final List<Place> places;
  private final List<Route> routes;

  private Kinks(List<Place> places, List<Route> routes) {
    this.places = places;
    this.routes = new ArrayList<>(routes);
  }

  /** The same routes, some of them straight. */
  static List<Route> straightened(List<Place> places, List<Route> routes) {
    Kinks kinks = new Kinks(places, routes);
    for (int i = 0; i < routes.size(); i++) {
      kinks.straighten(i);
    }
    return List.copyOf(kinks.routes);
  }

  private void straighten(int index) {
    List<Point2D.Double> points = routes.get(index).points();
    if (points.size() != 4 || Math.abs(points.get(0).x - points.get(3).x) > MOST) {
      return;
    }
    double from = points.get(0).y;
    double to = points.get(3).y;
    for (double x : new double[] {points.get(0).x, points.get(3).x}) {
      if (isFree(index, x, Math.min(from, to), Math.max(from, to))) {
        List<Point2D.Double> line = List.of(new Point2D.Double(x, from), new Point2D.Double(x, to));
        routes.set(index, new Route(routes.get(index).arrow(), line));
        return;
      }
    }
  }

  /** Whether an arrow may go down at x: away from others, and well within the boxes at its ends. */
  private boolean isFree(int index, double x, double top, double bottom) {
    Arrow arrow = routes.get(index).arrow();
    for (Place place : places) {
      Rect rect = place.rect();
      String id = place.card().box().id();
      boolean end = id.equals(arrow.from()) || id.equals(arrow.to());
      boolean beside = x < rect.x() + CLEAR || rect.right() - CLEAR < x;
      boolean off = x < rect.x() - CLEAR || rect.right() + CLEAR < x;
      if (end ? beside : !off && rect.y() < bottom && top < rect.bottom()) {
        return false;
      }
    }
    for (int i = 0; i < routes.size(); i++) {
      if (i != index && liesBeside(routes.get(i).points(), x, top, bottom)) {
        return false;
      }
    }
    return true;
  }

  private static boolean liesBeside(
      List<Point2D.Double> points, double x, double top, double bottom) {
    for (int i = 1; i < points.size(); i++) {
      Point2D.Double a = points.get(i - 1);
      Point2D.Double b = points.get(i);
      if (a.x == b.x
          && Math.abs(a.x - x) < CLEAR
          && Math.min(a.y, b.y) <= bottom
          && top <= Math.max(a.y, b.y)) {
        return true;
      }
    }
    return false;
  }
}
