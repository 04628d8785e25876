package org.cornu.plot;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.cornu.plot.Layout.Frame;
import org.cornu.plot.Layout.Place;
import org.cornu.plot.Layout.Route;

/**
 * A tall layout cut into columns that stand side by side, like a page of a newspaper. An arrow that
 * is cut goes under its column, up between the two, and over the next; arrows that do so together
 * lie in each other and do not cross.
 */
final class Columns {

  private static final double PAGE = Math.sqrt(2); // height by width of a sheet of paper
  private static final double LEAST_HEIGHT = 1000; // below it a column is left as it is
  private static final double GUTTER = 40;

  private final Layout tall;
  private final List<Double> cuts;
  private final List<Column> columns = new ArrayList<>();

  private Columns(Layout tall, List<Double> cuts) {
    this.tall = tall;
    this.cuts = cuts;
  }

  /** In as many columns as make it about as high and wide as a sheet of paper. */
  static Layout fitted(Layout tall) {
    if (tall.height() < LEAST_HEIGHT) {
      return tall;
    }
    Layout best = tall;
    Cuts cuts = Cuts.in(tall);
    int columns = (int) Math.sqrt(tall.height() / (PAGE * (tall.width() + GUTTER)));
    for (columns = Math.max(2, columns); ; columns++) {
      Layout next = of(tall, cuts.into(columns));
      if (offPage(next) >= offPage(best)) {
        return best;
      }
      best = next;
    }
  }

  private static double offPage(Layout layout) {
    return Math.abs(Math.log(layout.height() / (PAGE * layout.width())));
  }

  /** In about so many columns, fewer where it cannot be cut so often. */
  static Layout of(Layout tall, int columns) {
    return of(tall, Cuts.in(tall).into(columns));
  }

  private static Layout of(Layout tall, List<Double> cuts) {
    return cuts.isEmpty() ? tall : new Columns(tall, cuts).layout();
  }

  private Layout layout() {
    double left = Column.MARGIN;
    for (int i = 0; i <= cuts.size(); i++) {
      double from = i == 0 ? Double.NEGATIVE_INFINITY : cuts.get(i - 1);
      double to = i == cuts.size() ? Double.POSITIVE_INFINITY : cuts.get(i);
      Column column = Column.of(tall, from, to).at(left);
      columns.add(column);
      left = column.right() + GUTTER + Column.LANE * column.leaving().size();
    }
    List<Place> places = new ArrayList<>();
    for (Place place : tall.places()) {
      places.add(new Place(place.card(), column(place.rect().y()).moved(place.rect())));
    }
    List<Frame> frames = columns.stream().flatMap(column -> column.frames().stream()).toList();
    List<Frame> outerFirst = frames.stream().sorted(Comparator.comparingInt(Frame::depth)).toList();
    List<Route> routes = tall.routes().stream().map(this::routed).toList();
    double height = columns.stream().mapToDouble(Column::bottom).max().orElse(0);
    double width = columns.get(columns.size() - 1).right();
    return new Layout(width + Column.MARGIN, height + Column.MARGIN, places, outerFirst, routes);
  }

  private Column column(double y) {
    return columns.get(index(y));
  }

  private int index(double y) {
    int index = 0;
    while (index < cuts.size() && cuts.get(index) <= y) {
      index++;
    }
    return index;
  }

  private Route routed(Route route) {
    List<Point2D.Double> points = new ArrayList<>();
    Point2D.Double last = null;
    for (Point2D.Double point : route.points()) {
      if (last != null) {
        for (int i = index(last.y); i < index(point.y); i++) {
          points.addAll(turn(i, route, last.x));
        }
        for (int i = index(last.y); i > index(point.y); i--) {
          List<Point2D.Double> turn = new ArrayList<>(turn(i - 1, route, last.x));
          Collections.reverse(turn);
          points.addAll(turn);
        }
      }
      points.add(column(point.y).moved(point));
      last = point;
    }
    return new Route(route.arrow(), points);
  }

  /** From the foot of a column to the head of the next; the rightmost arrow goes innermost. */
  private List<Point2D.Double> turn(int index, Route route, double x) {
    Column from = columns.get(index);
    Column to = columns.get(index + 1);
    double lane = Column.LANE * from.leaving().indexOf(new Column.Crossing(route, x));
    double down = from.foot() + Column.LANE + lane;
    double across = from.right() + GUTTER / 2 + lane;
    double up = Column.MARGIN + lane;
    return List.of(
        new Point2D.Double(from.x(x), down),
        new Point2D.Double(across, down),
        new Point2D.Double(across, up),
        new Point2D.Double(to.x(x), up));
  }
}
