package org.cornu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.cornu.files.CsvText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NumbersTest {

  private final Locale before = Locale.getDefault();

  @BeforeEach
  void goToGermany() {
    Locale.setDefault(Locale.GERMANY);
  }

  @AfterEach
  void comeBack() {
    Locale.setDefault(before);
  }

  @Test
  void areAlikeInEveryLanguage() {
    assertThat(Numbers.count(1_199_882)).isEqualTo("1,199,882");
    assertThat(Numbers.fixed(1234.567, 1)).isEqualTo("1,234.6");
    assertThat(Numbers.percent(0.98684)).isEqualTo("98.68");
    assertThat(CsvText.seconds(0.5)).isEqualTo("0.500");
    assertThat(Ticks.places(2).format(0.5)).isEqualTo("0.50");
  }

  @Test
  void whatIsNoNumberIsADash() {
    assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("–");
  }

  @Test
  void oneIsSingular() {
    assertThat(Numbers.plural(1, "model")).isEqualTo("1 model");
    assertThat(Numbers.plural(5, "model")).isEqualTo("5 models");
  }
}
