package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetViewsTest {

  /** Sample i has the value i and the class i. */
  private static Dataset counting(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = i;
    }
    return Dataset.of(values, new int[] {1}, IntStream.range(0, size).toArray());
  }

  @Test
  void aRangeOfARangeCountsFromItsOwnStart() {
    Dataset part = counting(10).range(2, 8).range(1, 3);

    assertThat(part.classIndices()).containsExactly(3, 4);
    assertThat(part.sample(0)).containsExactly(3);
    assertThat(counting(10).take(2).classIndices()).containsExactly(0, 1);
  }

  @Test
  void aPartKnowsAllClasses() {
    assertThat(counting(10).take(1).classes()).isEqualTo(10);
  }

  @Test
  void aPartIsAViewOfTheSameArray() {
    float[] values = {1, 2, 3};
    Dataset part = Dataset.of(values, new int[] {1}).range(1, 3);
    values[2] = 7;

    assertThat(part.sample(1)).containsExactly(7);
  }

  @Test
  void emptyAndForeignRangesAreRefused() {
    Dataset data = counting(3);

    assertThatThrownBy(() -> data.range(1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.take(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.take(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.range(-1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> data.take(2).sample(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** The third column is Python's math.floor(n * (1.0 - validation_split)). */
  @ParameterizedTest
  @CsvSource({"60000,0.2,48000", "10,0.3,7", "10,0.1,9", "7,0.5,3", "1000,0.333,667"})
  void splitsWhereKerasSplits(int size, double fraction, int train) {
    Split split = counting(size).split(fraction);

    assertThat(split.train().size()).isEqualTo(train);
    assertThat(split.validation().size()).isEqualTo(size - train);
    assertThat(split.train().sample(train - 1)).containsExactly(train - 1);
    assertThat(split.validation().sample(0)).containsExactly(train);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN, 0.9, 1e-20})
  void impossibleSplitsAreRefused(double fraction) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counting(10).split(fraction))
        .withMessage(
            "validation fraction: needed above 0, below 1, and a sample on each side of 10, got "
                + fraction);
  }

  @Test
  void shufflingKeepsEverySampleWithItsLabel() {
    Dataset shuffled = counting(100).shuffled(7);

    int[] classes = shuffled.classIndices();
    assertThat(classes).isNotEqualTo(counting(100).classIndices());
    assertThat(classes.clone()).containsExactlyInAnyOrder(counting(100).classIndices());
    for (int i = 0; i < 100; i++) {
      assertThat(shuffled.sample(i)).containsExactly(classes[i]);
    }
  }

  @Test
  void theSameSeedShufflesAlike() {
    assertThat(counting(9).shuffled(1).classIndices())
        .isEqualTo(counting(9).shuffled(1).classIndices())
        .isNotEqualTo(counting(9).shuffled(2).classIndices());
  }
}
