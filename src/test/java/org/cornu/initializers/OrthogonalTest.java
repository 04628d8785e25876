package org.cornu.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.initializers.Initializers.orthogonal;

import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

class OrthogonalTest {

  private static float[] draw(Orthogonal orthogonal, Shape shape, long seed) {
    return orthogonal.values(shape, new Seed(seed).draws("weights", "kernel", 0));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 5, 1", "1, 5, 2.5", "4, 16, 1", "40, 16, -0.5", "1, 7, 0"})
  void theFewerOfRowsAndColumnsAreAtRightAngles(int first, int columns, double gain) {
    Shape shape = Shape.of(first, 3, columns);
    int rows = 3 * first;
    float[] values = draw(orthogonal().gain(gain), shape, 3);
    boolean wide = rows < columns;
    int count = Math.min(rows, columns);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          double a = wide ? values[i * columns + k] : values[k * columns + i];
          double b = wide ? values[j * columns + k] : values[k * columns + j];
          dot += a * b;
        }
        assertThat(dot).isCloseTo(i == j ? gain * gain : 0, within(1e-5));
      }
    }
  }

  /** All directions are as likely: the mean of what many seeds draw is near 0. */
  @Test
  void everyDirectionIsAsLikely() {
    Shape shape = Shape.of(2, 2);
    double[] sums = new double[4];
    int turned = 0;
    for (int seed = 0; seed < 2000; seed++) {
      float[] values = draw(orthogonal(), shape, seed);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += values[i];
      }
      turned += values[0] * values[3] - values[1] * values[2] > 0 ? 1 : 0;
    }
    for (double sum : sums) {
      assertThat(sum / 2000).isCloseTo(0, within(4 * Math.sqrt(.5 / 2000)));
    }
    assertThat(turned / 2000.).isCloseTo(.5, within(4 * Math.sqrt(.25 / 2000)));
  }

  @Test
  void theSameSeedDrawsTheSameBits() {
    Shape shape = Shape.of(4, 6);
    assertThat(draw(orthogonal(), shape, 1)).isEqualTo(draw(orthogonal(), shape, 1));
    assertThat(draw(orthogonal(), shape, 2)).isNotEqualTo(draw(orthogonal(), shape, 1));
  }

  @Test
  void aVectorIsRefused() {
    assertThatThrownBy(() -> draw(orthogonal(), Shape.of(3), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("orthogonal needs two axes or more, got shape [3]");
  }
}
