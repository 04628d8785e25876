package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.filled;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.input;

import java.util.Arrays;
import java.util.List;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** The masks themselves, over so many elements that a wrong rate cannot pass by chance. */
class DropoutTest {

  private static final int ROWS = 200;
  private static final int COLUMNS = 1000;
  private static final int SIZE = ROWS * COLUMNS;

  private static float[] train(long step, Layer... layers) {
    Net net = Net.chain(input(COLUMNS), List.of(layers));
    return floats(NetRun.of(net).step(step).training(filled(Shape.of(ROWS, COLUMNS), 1)).output());
  }

  private static void assertFraction(long count, double expected) {
    double deviation = Math.sqrt(expected * (1 - expected) / SIZE);
    assertThat((double) count / SIZE).isCloseTo(expected, within(4 * deviation));
  }

  private static long zeros(float[] values) {
    return count(values, 0);
  }

  private static long count(float[] values, float wanted) {
    long count = 0;
    for (float value : values) {
      count += value == wanted ? 1 : 0;
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.5, 0.9})
  void zeroesTheRateAndScalesTheRestExactly(double rate) {
    float[] values = train(0, dropout(rate));

    assertFraction(zeros(values), rate);
    assertThat(zeros(values) + count(values, (float) (1 / (1 - rate)))).isEqualTo(SIZE);
  }

  @Test
  void everyRowAndColumnIsHitAlike() {
    float[] values = train(0, dropout(0.5));

    for (int column = 0; column < COLUMNS; column++) {
      int hits = 0;
      for (int row = 0; row < ROWS; row++) {
        hits += values[row * COLUMNS + column] == 0 ? 1 : 0;
      }
      // 100 expected, a standard deviation of 7.07; 5 of them, for there are 1000 columns.
      assertThat(hits).as("zeros in column %d", column).isBetween(65, 135);
    }
  }

  @Test
  void eachStepDrawsAMaskOfItsOwn() {
    float[] first = train(0, dropout(0.5));
    float[] second = train(1, dropout(0.5));

    long changed = 0;
    for (int i = 0; i < SIZE; i++) {
      changed += first[i] == second[i] ? 0 : 1;
    }
    assertFraction(changed, 0.5);
  }

  @Test
  void twoNodesOfOneNetDrawMasksOfTheirOwn() {
    float[] values = train(0, dropout(0.5), dropout(0.5));

    assertFraction(count(values, 4), 0.25);
    assertThat(zeros(values) + count(values, 4)).isEqualTo(SIZE);
  }

  @Test
  void theMaskDependsOnTheNameAndNotOnThePlace() {
    float[] alone = train(3, dropout(0.5).named("mask"));
    float[] behind = train(3, dropout(0), dropout(0), dropout(0.5).named("mask"));

    assertThat(behind).isEqualTo(alone);
    assertThat(Arrays.equals(train(3, dropout(0.5).named("other")), alone)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.5, 25, Double.NaN})
  void refusesARateThatIsNoFraction(double rate) {
    assertThatThrownBy(() -> dropout(rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dropout needs a rate in [0, 1], got " + rate);
  }
}
