package org.cornu.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(
          new Predictions(new int[] {0, 0, 0, 1, 1, 2}, new int[] {0, 0, 1, 1, 0, 1}, new float[6]),
          3);

  @Test
  void rowsAreTruthAndColumnsPrediction() {
    assertThat(MATRIX.counts()).isDeepEqualTo(new long[][] {{2, 1, 0}, {1, 1, 0}, {0, 1, 0}});
    assertThat(MATRIX.total()).isEqualTo(6);
    assertThat(MATRIX.right()).isEqualTo(3);
  }

  @Test
  void figuresFollowFromTheCounts() {
    assertThat(MATRIX.accuracy()).isEqualTo(0.5);
    assertThat(MATRIX.recall(0)).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(MATRIX.precision(1)).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(MATRIX.f1(1)).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void whatIsUndefinedIsNotANumber() {
    assertThat(MATRIX.precision(2)).isNaN();
    assertThat(MATRIX.recall(2)).isZero();
    assertThat(MATRIX.f1(2)).isZero();
    assertThat(new ConfusionMatrix(new long[2][2]).accuracy()).isNaN();
  }

  @Test
  void nobodyCanChangeTheCounts() {
    long[][] counts = {{1, 0}, {0, 1}};
    ConfusionMatrix matrix = new ConfusionMatrix(counts);
    counts[0][0] = 7;
    matrix.counts()[1][1] = 7;
    assertThat(matrix).isEqualTo(new ConfusionMatrix(new long[][] {{1, 0}, {0, 1}}));
    assertThat(matrix).hasSameHashCodeAs(new ConfusionMatrix(new long[][] {{1, 0}, {0, 1}}));
  }

  @Test
  void printsAnAlignedTable() {
    assertThat(new ConfusionMatrix(new long[][] {{980, 3}, {0, 12}}))
        .hasToString("       0   1\n   0 980   3\n   1   0  12");
  }

  @Test
  void refusesAClassOutOfRange() {
    Predictions predictions = new Predictions(new int[] {0, 3}, new int[] {0, 1}, new float[2]);
    assertThatThrownBy(() -> ConfusionMatrix.of(predictions, 3))
        .hasMessage("confusion matrix, sample 1: needs a true class of 0 to 2, got 3");
  }

  @Test
  void refusesATableThatIsNotSquare() {
    assertThatThrownBy(() -> new ConfusionMatrix(new long[][] {{1, 2}, {3}}))
        .hasMessageContainingAll("confusion matrix, row 1", "2 counts", "got 1");
  }
}
