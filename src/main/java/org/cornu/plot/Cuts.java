package org.cornu.plot;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cornu.plot.Layout.Frame;
import org.cornu.plot.Layout.Place;
import org.cornu.plot.Layout.Route;

/** Where a tall layout can be cut across: through no box and no text, and through few arrows. */
final class Cuts {

  private static final double CLEAR = 4; // between a cut and what it must not touch
  private static final int MOST_CROSSED = 12;
  private static final double ARROW_COST = 120; // in points that a cut may be off for it
  private static final double FRAME_COST = 40;

  private final double height;
  private final List<Cut> possible;

  private Cuts(double height, List<Cut> possible) {
    this.height = height;
    this.possible = possible;
  }

  /** A height to cut at, and what cutting there costs in points that it may be off. */
  private record Cut(double y, double cost) {}

  /** All that a layout allows, from the top. */
  static Cuts in(Layout layout) {
    List<Cut> possible = new ArrayList<>();
    for (double y : free(layout)) {
      long crossed = layout.routes().stream().mapToLong(route -> crossed(route, y)).sum();
      long frames =
          layout.frames().stream()
              .filter(frame -> frame.rect().y() < y && y < frame.rect().bottom())
              .count();
      if (crossed <= MOST_CROSSED) {
        possible.add(new Cut(y, ARROW_COST * crossed + FRAME_COST * frames));
      }
    }
    return new Cuts(layout.height(), possible);
  }

  /** The heights at which to cut so that about so many like columns come of it, from the top. */
  List<Double> into(int columns) {
    double each = height / columns;
    List<Double> cuts = new ArrayList<>();
    double last = 0;
    for (int i = 1; i < columns; i++) {
      double ideal = i * each;
      double after = last + each / 3;
      Optional<Cut> best =
          possible.stream()
              .filter(cut -> cut.y > after && Math.abs(cut.y - ideal) < each / 2)
              .min(Comparator.comparingDouble(cut -> cut.cost + Math.abs(cut.y - ideal)));
      if (best.isPresent()) {
        last = best.get().y;
        cuts.add(last);
      }
    }
    return cuts;
  }

  private static long crossed(Route route, double y) {
    long crossed = 0;
    List<Point2D.Double> points = route.points();
    for (int i = 1; i < points.size(); i++) {
      crossed += points.get(i - 1).y < y != points.get(i).y < y ? 1 : 0;
    }
    return crossed;
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
