package org.cornu.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void numbersStandAtTheRightAndWordsAtTheLeft() {
    Table table =
        new Table(
            List.of("model", "accuracy, %"),
            List.of(List.of("ein Netz mit ö", "98.51 ± 0.04"), List.of("b", "–")));
    assertThat(table)
        .hasToString(
            """
            model            accuracy, %
            ein Netz mit ö  98.51 ± 0.04
            b                          –""");
  }

  @Test
  void aRowHasACellForEachName() {
    assertThatThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("table: needs 2 cells a row, one a name of [a, b], got [1]");
  }

  @Test
  void aHistoryOfTwelveEpochsIsWholeAndALongerOneShowsItsEnds() {
    assertThat(history(12).table().rows()).hasSize(12).contains(List.of("6", "0.1667", "1.0"));
    assertThat(history(13).table().rows())
        .hasSize(11)
        .extracting(row -> row.get(0))
        .containsExactly("1", "2", "3", "4", "5", "…", "9", "10", "11", "12", "13");
  }

  @Test
  void aFigureThatAnEpochLacksIsADash() {
    History history =
        new History(
            1, List.of(epoch(1, Map.of("loss", 2.0)), epoch(2, Map.of("val_loss", Double.NaN))));
    assertThat(history.table().rows())
        .containsExactly(List.of("1", "–", "1.0"), List.of("2", "NaN", "1.0"));
  }

  private static History history(int epochs) {
    List<Epoch> all = new ArrayList<>();
    for (int n = 1; n <= epochs; n++) {
      all.add(epoch(n, Map.of("loss", 1.0 / n)));
    }
    return new History(1, all);
  }

  private static Epoch epoch(int number, Map<String, Double> logs) {
    return new Epoch(number, logs, 0.001, 1);
  }
}
