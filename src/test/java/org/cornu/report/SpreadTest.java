package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void isTheSampleDeviation() {
    Spread spread = Spread.of(2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(spread.mean()).isEqualTo(5);
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
    assertThat(spread.count()).isEqualTo(8);
  }

  @Test
  void oneValueHasNoDeviation() {
    assertThat(Spread.of(0.9868).deviation()).isNaN();
    assertThat(Spread.of(0.9868).percent()).isEqualTo("98.68");
  }

  @Test
  void readsInPerCent() {
    assertThat(Spread.of(0.98, 0.99).percent()).isEqualTo("98.50 ± 0.71");
  }
}
