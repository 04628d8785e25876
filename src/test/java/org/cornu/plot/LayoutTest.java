package org.cornu.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.plot.Layout.Frame;
import org.cornu.plot.Layout.Place;
import org.cornu.plot.Layout.Route;
import org.cornu.plot.Lettering.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {

  private static final double NEAR = 0.01; // of a point

  /** A diagram's name, itself, and its layout, in one column or several. */
  record Case(String name, Diagram diagram, Layout layout) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Nets.all()
        .forEach(
            (name, diagram) -> {
              Layout tall = Plot.of(diagram).columns(1).layout();
              Layout fitted = Plot.of(diagram).layout();
              cases.add(new Case(name, diagram, tall));
              if (!fitted.equals(tall)) {
                cases.add(new Case(name + " in columns", diagram, fitted));
              }
            });
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyBoxAndArrowIsThere(Case each) {
    List<String> leaves = new ArrayList<>();
    List<String> nested = new ArrayList<>();
    collect(each.diagram.boxes(), leaves, nested);
    assertThat(each.layout.places())
        .extracting(place -> place.card().box().id())
        .containsExactlyInAnyOrderElementsOf(leaves);
    assertThat(each.layout.frames().stream().filter(frame -> !frame.continued()))
        .extracting(frame -> frame.card().box().id())
        .containsExactlyInAnyOrderElementsOf(nested);
    assertThat(each.layout.routes())
        .extracting(Route::arrow)
        .containsExactlyElementsOf(each.diagram.arrows());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void boxesLieOnThePictureAndNoTwoOverlap(Case each) {
    Rectangle2D page = new Rectangle2D.Double(0, 0, each.layout.width(), each.layout.height());
    List<Rectangle2D> rects =
        each.layout.places().stream().map(Place::rect).map(LayoutTest::shape).toList();
    for (int i = 0; i < rects.size(); i++) {
      assertThat(page.contains(rects.get(i))).isTrue();
      for (int j = 0; j < i; j++) {
        assertThat(rects.get(i).intersects(rects.get(j))).as("%s %s", i, j).isFalse();
      }
    }
    for (Route route : each.layout.routes()) {
      assertThat(route.points()).allMatch(page::contains);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void headsOfFramesCoverNoBox(Case each) {
    for (Frame frame : each.layout.frames()) {
      Rect rect = frame.rect();
      Rectangle2D head =
          new Rectangle2D.Double(rect.x(), rect.y(), rect.width(), frame.card().head());
      for (Place place : each.layout.places()) {
        assertThat(head.intersects(shape(place.rect()))).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFrameHoldsItsBoxes(Case each) {
    for (Frame whole : each.layout.frames().stream().filter(f -> !f.continued()).toList()) {
      List<String> inside = new ArrayList<>();
      collect(whole.card().box().boxes(), inside, new ArrayList<>());
      List<Rectangle2D> parts =
          each.layout.frames().stream()
              .filter(part -> part.card().box().id().equals(whole.card().box().id()))
              .map(part -> shape(part.rect()))
              .toList();
      for (Place place : each.layout.places()) {
        Rectangle2D box = shape(place.rect());
        boolean held = parts.stream().anyMatch(part -> part.contains(box));
        assertThat(held).isEqualTo(inside.contains(place.card().box().id()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyArrowGoesFromItsBoxToItsBox(Case each) {
    Map<String, Rect> rects = new HashMap<>();
    each.layout.places().forEach(place -> rects.put(place.card().box().id(), place.rect()));
    for (Route route : each.layout.routes()) {
      List<Point2D.Double> points = route.points();
      assertOnBorder(points.get(0), rects.get(route.arrow().from()));
      assertOnBorder(points.get(points.size() - 1), rects.get(route.arrow().to()));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void arrowsRunStraightAndBehindNoBox(Case each) {
    for (Line2D line : lines(each.layout)) {
      boolean upright = Math.abs(line.getX1() - line.getX2()) < NEAR;
      boolean level = Math.abs(line.getY1() - line.getY2()) < NEAR;
      assertThat(upright || level).isTrue();
      for (Place place : each.layout.places()) {
        Rect rect = place.rect();
        Rectangle2D inside =
            new Rectangle2D.Double(
                rect.x() + NEAR,
                rect.y() + NEAR,
                rect.width() - 2 * NEAR,
                rect.height() - 2 * NEAR);
        assertThat(inside.intersectsLine(line)).as("%s", place.card().box().id()).isFalse();
      }
    }
  }

  /** Where one lies on another nobody can tell which goes where. */
  @ParameterizedTest
  @MethodSource("cases")
  void noArrowLiesOnAnother(Case each) {
    List<Route> routes = each.layout.routes();
    for (int i = 0; i < routes.size(); i++) {
      for (int j = 0; j < i; j++) {
        for (Line2D one : lines(routes.get(i))) {
          for (Line2D other : lines(routes.get(j))) {
            assertThat(shared(one, other))
                .as("%s and %s", routes.get(i).arrow(), routes.get(j).arrow())
                .isLessThan(NEAR);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void textLiesInItsBoxAndNoTwoTextsOverlap(Case each) {
    Stream<Card> cards =
        Stream.concat(
            each.layout.places().stream().map(Place::card),
            each.layout.frames().stream().map(Frame::card));
    cards.forEach(
        card -> {
          Rectangle2D box = new Rectangle2D.Double(0, 0, card.width(), card.height());
          List<Rectangle2D> texts = card.lines().stream().map(LayoutTest::text).toList();
          for (int i = 0; i < texts.size(); i++) {
            assertThat(box.contains(texts.get(i))).as("%s", card.lines().get(i)).isTrue();
            for (int j = 0; j < i; j++) {
              assertThat(texts.get(i).intersects(texts.get(j))).isFalse();
            }
          }
        });
    for (Frame frame : each.layout.frames()) {
      assertThat(frame.rect().width()).isGreaterThanOrEqualTo(frame.card().width());
      assertThat(frame.rect().height()).isGreaterThan(frame.card().head());
    }
  }

  @Test
  void aChainStandsInItsOrderUnderEachOther() {
    Layout layout = Plot.of(Nets.chain(6)).layout();
    List<Rect> rects = layout.places().stream().map(Place::rect).toList();
    for (int i = 1; i < rects.size(); i++) {
      assertThat(rects.get(i).y()).isGreaterThan(rects.get(i - 1).bottom() + 20);
      double middle = rects.get(0).x() + rects.get(0).width() / 2;
      assertThat(rects.get(i).x() + rects.get(i).width() / 2).isCloseTo(middle, within(1.0));
    }
  }

  /** Of a net that reads what it gave, the arrow back goes up, not the others. */
  @Test
  void inACycleWhatComputesFirstStandsAbove() {
    Box inner = Box.of("net", "net", "Functional").containing(List.of(box("in"), box("out")));
    List<Arrow> arrows =
        List.of(
            new Arrow("in", "out"),
            new Arrow("start", "in"),
            new Arrow("out", "in"),
            new Arrow("out", "end"));
    List<Box> boxes = List.of(box("start"), inner, box("end"));
    Layout layout = Plot.of(Diagram.of("net", boxes, arrows)).layout();
    assertThat(layout.places().stream().sorted(Comparator.comparing(each -> each.rect().y())))
        .extracting(place -> place.card().box().id())
        .containsExactly("start", "in", "out", "end");
  }

  @Test
  void whatStandsAbreastKeepsItsOrder() {
    for (boolean turned : new boolean[] {false, true}) {
      List<Box> boxes = new ArrayList<>();
      List<Arrow> arrows = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int each = turned ? 3 - i : i;
        boxes.add(Box.of("in" + each, "", "InputLayer"));
        arrows.add(new Arrow("in" + each, "join"));
      }
      boxes.add(Box.of("join", "", "Concatenate"));
      List<Place> places = Plot.of(Diagram.of("net", boxes, arrows)).layout().places();
      assertThat(places.subList(0, 4)).extracting(place -> place.rect().x()).isSorted();
    }
  }

  private static Box box(String id) {
    return Box.of(id, id, "Dense");
  }

  private static void collect(List<Box> boxes, List<String> leaves, List<String> nested) {
    for (Box box : boxes) {
      (box.nested() ? nested : leaves).add(box.id());
      collect(box.boxes(), leaves, nested);
    }
  }

  private static void assertOnBorder(Point2D.Double point, Rect rect) {
    Rectangle2D around =
        new Rectangle2D.Double(
            rect.x() - NEAR, rect.y() - NEAR, rect.width() + 2 * NEAR, rect.height() + 2 * NEAR);
    boolean atTop = Math.abs(point.y - rect.y()) < NEAR;
    boolean atFoot = Math.abs(point.y - rect.bottom()) < NEAR;
    boolean atLeft = Math.abs(point.x - rect.x()) < NEAR; // an arrow from a box to itself
    boolean onBorder = around.contains(point) && (atTop || atFoot || atLeft);
    assertThat(onBorder).as("%s at %s", point, rect).isTrue();
  }

  static List<Line2D> lines(Layout layout) {
    return layout.routes().stream().flatMap(route -> lines(route).stream()).toList();
  }

  private static List<Line2D> lines(Route route) {
    List<Line2D> lines = new ArrayList<>();
    for (int i = 1; i < route.points().size(); i++) {
      lines.add(new Line2D.Double(route.points().get(i - 1), route.points().get(i)));
    }
    return lines;
  }

  /** How far two level or upright lines run upon each other. */
  private static double shared(Line2D one, Line2D other) {
    Rectangle2D both = one.getBounds2D().createIntersection(other.getBounds2D());
    boolean apart = both.getWidth() < 0 || both.getHeight() < 0;
    boolean cross = one.getBounds2D().getWidth() < NEAR != other.getBounds2D().getWidth() < NEAR;
    return apart || cross ? 0 : Math.max(both.getWidth(), both.getHeight());
  }

  /** From the capitals' height to under the baseline. */
  private static Rectangle2D text(Line line) {
    return new Rectangle2D.Double(line.x(), line.baseline() - 10, line.width(), 12);
  }

  private static Rectangle2D shape(Rect rect) {
    return new Rectangle2D.Double(rect.x(), rect.y(), rect.width(), rect.height());
  }
}
