package org.cornu.plot;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cornu.plot.Layout.Frame;
import org.cornu.plot.Layout.Place;
import org.cornu.plot.Layout.Route;

/** Where a tall layout can be cut across: through no box and no text, and through few arrows. */
final class Cuts {

  private static final double CLEAR = 4; // between a cut and what it must not touch
  private static final int MOST_CROSSED = 12;
  private static final double ARROW_COST = 60; // in points that a cut may be off for it
  private static final double FRAME_COST = 40;

  private final Layout layout;
  private final List<Double> possible;

  private Cuts(Layout layout) {
    this.layout = layout;
    this.possible = free(layout);
  }

  /** The heights at which to cut so that about so many like columns come of it, from the top. */
  static List<Double> of(Layout layout, int columns) {
    return new Cuts(layout).choose(columns);
  }

  /** How many arrows pass a height. */
  private long crossed(double y) {
    return layout.routes().stream().mapToLong(route -> crossed(route, y)).sum();
  }

  private static long crossed(Route route, double y) {
    long crossed = 0;
    List<Point2D.Double> points = route.points();
    for (int i = 1; i < points.size(); i++) {
      crossed += points.get(i - 1).y < y != points.get(i).y < y ? 1 : 0;
    }
    return crossed;
  }

  private List<Double> choose(int columns) {
    double height = layout.height() / columns;
    List<Double> cuts = new ArrayList<>();
    double last = 0;
    for (int i = 1; i < columns; i++) {
      double ideal = i * height;
      double after = last + height / 3;
      var best =
          possible.stream()
              .filter(y -> y > after && Math.abs(y - ideal) < height / 2)
              .filter(y -> crossed(y) <= MOST_CROSSED)
              .min(Comparator.comparingDouble(y -> cost(y, ideal)));
      if (best.isPresent()) {
        last = best.get();
        cuts.add(last);
      }
    }
    return cuts;
  }

  private double cost(double y, double ideal) {
    long frames =
        layout.frames().stream()
            .filter(frame -> frame.rect().y() < y && y < frame.rect().bottom())
            .count();
    return Math.abs(y - ideal) + ARROW_COST * crossed(y) + FRAME_COST * frames;
  }

  /** The middles of the gaps between all that must stay whole. */
  private static List<Double> free(Layout layout) {
    List<double[]> taken = new ArrayList<>();
    for (Place place : layout.places()) {
      taken.add(span(place.rect().y(), place.rect().bottom()));
    }
    for (Frame frame : layout.frames()) {
      taken.add(span(frame.rect().y(), frame.rect().y() + frame.card().head()));
      taken.add(span(frame.rect().bottom(), frame.rect().bottom()));
    }
    for (Route route : layout.routes()) {
      List<Point2D.Double> points = route.points();
      for (int i = 1; i < points.size(); i++) {
        if (points.get(i).x != points.get(i - 1).x) {
          double y = points.get(i).y;
          taken.add(span(Math.min(y, points.get(i - 1).y), Math.max(y, points.get(i - 1).y)));
        }
      }
    }
    taken.sort(Comparator.comparingDouble(span -> span[0]));
    List<Double> free = new ArrayList<>();
    double end = taken.get(0)[1];
    for (double[] span : taken) {
      if (span[0] > end) {
        free.add((end + span[0]) / 2);
      }
      end = Math.max(end, span[1]);
    }
    return free;
  }

  private static double[] span(double from, double to) {
    return new double[] {from - CLEAR, to + CLEAR};
  }
}
