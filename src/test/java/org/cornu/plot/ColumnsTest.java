package org.cornu.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void arrowsThatAreCutDoNotCrossForIt() {
    for (Diagram diagram : List.of(Nets.unet(4), Nets.resnet(15), Nets.loop())) {
      Layout tall = Plot.of(diagram).columns(1).layout();
      for (int columns = 2; columns < 8; columns++) {
        Layout cut = Plot.of(diagram).columns(columns).layout();
        assertThat(crossings(cut)).isLessThanOrEqualTo(crossings(tall));
      }
    }
  }

  @Test
  void aCutIsPutWhereItCutsFewArrows() {
    Layout layout = Plot.of(Nets.resnet(2)).columns(2).layout();
    double widest =
        layout.places().stream().mapToDouble(place -> place.rect().width()).max().orElse(0);
    assertThat(layout.routes())
        .filteredOn(
            route -> {
              List<Point2D.Double> points = route.points();
              return points.get(points.size() - 1).x - points.get(0).x > widest;
            })
        .as("arrows into the other column")
        .hasSize(1);
  }

  @Test
  void whatHasManyLayersFitsAPage() {
    for (Diagram diagram : List.of(Nets.chain(40), Nets.resnet(15), Nets.chain(1000))) {
      Layout layout = Plot.of(diagram).layout();
      assertThat(layout.height() / layout.width()).isBetween(1.0, 2.0);
      double area = layout.width() * layout.height() / diagram.boxes().size();
      assertThat(area).as("square points a box").isLessThan(35_000);
    }
  }

  @Test
  void soManyColumnsAreMadeAsAreAskedFor() {
    Diagram chain = Nets.chain(40);
    assertThat(Plot.of(chain).columns(1).layout().width()).isLessThan(300);
    assertThat(Plot.of(chain).columns(4).layout().places().stream().map(p -> p.rect().y()))
        .as("boxes at the heads of columns")
        .filteredOn(y -> y < 40)
        .hasSize(4);
  }

  private static long crossings(Layout layout) {
    List<Line2D> lines = LayoutTest.lines(layout);
    return lines.stream()
        .filter(line -> line.getX1() == line.getX2())
        .mapToLong(
            line ->
                lines.stream()
                    .filter(other -> other.getX1() != other.getX2())
                    .filter(other -> !meet(line, other) && line.intersectsLine(other))
                    .count())
        .sum();
  }

  /** Whether they have an end in common, as the two lines at a corner. */
  private static boolean meet(Line2D one, Line2D other) {
    return Stream.of(one.getP1(), one.getP2())
        .anyMatch(end -> end.equals(other.getP1()) || end.equals(other.getP2()));
  }
}
