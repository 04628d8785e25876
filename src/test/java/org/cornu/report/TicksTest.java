package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.jfree.chart.axis.TickUnit;
import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void numbersAlongAnAxisHaveEquallyManyPlaces() {
    TickUnit step = Ticks.all().getCeilingTickUnit(0.03);
    assertThat(step.getSize()).isEqualTo(0.05);
    assertThat(step.valueToString(0.95)).isEqualTo("0.95");
    assertThat(step.valueToString(1)).isEqualTo("1.00");
  }

  @Test
  void epochsAreTickedAtWholeNumbers() {
    TickUnit step = Ticks.whole().getCeilingTickUnit(0.03);
    assertThat(step.getSize()).isEqualTo(1);
    assertThat(step.valueToString(3)).isEqualTo("3");
  }
}
