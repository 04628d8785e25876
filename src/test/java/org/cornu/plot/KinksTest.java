package org.cornu.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KinksTest {

  /** Two arrows between boxes of different widths, whose ends do not face each other. */
  private static Layout twice(String type) {
    List<Box> boxes = List.of(Box.of("tower", "tower", "Dense"), Box.of("apart", "apart", type));
    List<Arrow> arrows = List.of(new Arrow("tower", "apart"), new Arrow("tower", "apart"));
    return Plot.of(Diagram.of("net", boxes, arrows)).layout();
  }

  /** Ends lie at a third and at two thirds of each box, and one arrow is straight anyway. */
  private static double off(Layout layout) {
    List<Rect> rects = layout.places().stream().map(place -> place.rect()).toList();
    return Math.abs(rects.get(0).width() - rects.get(1).width()) / 3;
  }

  @ParameterizedTest
  @ValueSource(strings = {"Subtract", "Subtract, then"})
  void anArrowThatIsAFewPointsOffIsMadeStraight(String type) {
    Layout layout = twice(type);
    assertThat(off(layout)).isBetween(1.0, 16.0);
    assertThat(layout.routes()).allMatch(route -> route.points().size() == 2);
  }

  @Test
  void oneThatIsFartherOffTurns() {
    Layout layout = twice("Subtract, much wider");
    assertThat(off(layout)).isGreaterThan(16);
    assertThat(layout.routes()).anyMatch(route -> route.points().size() == 4);
  }
}
