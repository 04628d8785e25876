package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointLabelsTest {

  private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 300, 200);

  @Test
  void standsAtTheRightWhereThereIsRoom() {
    Rectangle2D place = PointLabels.free(new Point2D.Double(100, 100), 50, AREA, List.of());
    assertThat(place.getMinX()).isGreaterThan(100);
    assertThat(place.getCenterY()).isEqualTo(100);
  }

  @Test
  void turnsToTheLeftAtTheRim() {
    Rectangle2D place = PointLabels.free(new Point2D.Double(290, 100), 50, AREA, List.of());
    assertThat(place.getMaxX()).isLessThan(290);
  }

  @Test
  void namesOfNearPointsDoNotOverlap() {
    List<Rectangle2D> taken = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Rectangle2D place = PointLabels.free(new Point2D.Double(150, 100 + i), 50, AREA, taken);
      assertThat(taken).noneMatch(place::intersects);
      assertThat(AREA.contains(place)).isTrue();
      taken.add(place);
    }
  }
}
