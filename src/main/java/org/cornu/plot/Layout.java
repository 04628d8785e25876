package org.cornu.plot;

import java.awt.geom.Point2D;
import java.util.List;

/**
 * Where everything of a diagram stands, in points.
 *
 * @param frames of nested nets, the outer before the inner
 */
record Layout(
    double width, double height, List<Place> places, List<Frame> frames, List<Route> routes) {

  /** A layer's box. */
  record Place(Card card, Rect rect) {}

  /**
   * A nested net's frame, or the part of it that stands in one column.
   *
   * @param depth 0 for a net that lies in no other
   * @param continued whether an earlier column has its beginning
   */
  record Frame(Card card, Rect rect, int depth, boolean continued) {}

  /** An arrow's way, from the edge of its first box to that of its last, in straight lines. */
  record Route(Arrow arrow, List<Point2D.Double> points) {}
}
