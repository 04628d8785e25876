package org.cornu.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrawsTest {

  private static final int SIZE = 100_000;

  /** The numbers that published implementations of SplitMix64 give for this seed. */
  @Test
  void theBitsAreSplitMix64s() {
    Draws draws = new Draws(1234567);

    assertThat(Stream.generate(() -> Long.toUnsignedString(draws.bits())).limit(5))
        .containsExactly(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821");
  }

  @Test
  void uniformNumbersFillTheUnitInterval() {
    Draws draws = new Draws(1);
    double[] values = DoubleStream.generate(draws::uniform).limit(SIZE).toArray();

    assertMoments(values, 0.5, Math.sqrt(1 / 12.0));
    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(0.0, 1e-3);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(1 - 1e-3, Math.nextDown(1.0));
  }

  @Test
  void normalNumbersHaveMean0AndDeviation1() {
    Draws draws = new Draws(1);
    double[] values = DoubleStream.generate(draws::normal).limit(SIZE).toArray();

    assertMoments(values, 0, 1);
    long beyondTwo = Arrays.stream(values).filter(value -> Math.abs(value) > 2).count();
    assertThat((double) beyondTwo / SIZE).isCloseTo(0.0455, within(0.003));
  }

  private static void assertMoments(double[] values, double mean, double deviation) {
    double sum = Arrays.stream(values).sum();
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    assertThat(sum / SIZE).isCloseTo(mean, within(4 * deviation / Math.sqrt(SIZE)));
    assertThat(Math.sqrt(squares / SIZE)).isCloseTo(deviation, within(0.01 * deviation));
  }

  @Test
  void aPermutationHasEachNumberOnce() {
    int[] order = new Draws(7).permutation(1000);

    assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, 1000).toArray());
    assertThat(new Draws(7).permutation(1)).containsExactly(0);
    assertThat(new Draws(7).permutation(0)).isEmpty();
  }

  @Test
  void allPermutationsAreEquallyLikely() {
    int[] counts = new int[6];
    Draws draws = new Draws(3);
    for (int i = 0; i < 60_000; i++) {
      int[] order = draws.permutation(3);
      counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
    }

    // 10,000 expected each, a standard deviation of 91.
    for (int count : counts) {
      assertThat(count).isCloseTo(10_000, within(4 * 91));
    }
  }

  @Test
  void aWindowMixesWithinItself() {
    int size = 1000;
    for (int window : new int[] {1, 2, 10, 999, 1000, 5000}) {
      int[] order = new Draws(7).permutation(size, window);
      assertThat(Arrays.stream(order).sorted().toArray())
          .isEqualTo(IntStream.range(0, size).toArray());
      for (int k = 0; k < size; k++) {
        assertThat(order[k]).isLessThan(k + window);
      }
      assertThat(new Draws(7).permutation(size, window)).isEqualTo(order);
    }
    assertThat(new Draws(7).permutation(size, 1)).isSorted();
    assertThat(new Draws(7).permutation(size, 2)).isNotEqualTo(new Draws(8).permutation(size, 2));
    assertThat(new Draws(7).permutation(0, 3)).isEmpty();
  }

  /** The k-th is any of those in the buffer, so a window of 2 orders 3 in 4 ways. */
  @Test
  void eachInTheWindowIsEquallyLikely() {
    int[] counts = new int[6];
    Draws draws = new Draws(3);
    for (int i = 0; i < 40_000; i++) {
      int[] order = draws.permutation(3, 2);
      counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
    }

    // 10,000 expected each, a standard deviation of 87; 2 never comes first.
    for (int i = 0; i < 4; i++) {
      assertThat(counts[i]).isCloseTo(10_000, within(4 * 87));
    }
    assertThat(counts[4] + counts[5]).isZero();
  }

  @Test
  void aWindowOfAllMakesAnyOrderEquallyLikely() {
    int[] counts = new int[6];
    Draws draws = new Draws(3);
    for (int i = 0; i < 60_000; i++) {
      int[] order = draws.permutation(3, 3 + i % 2);
      counts[order[0] * 2 + (order[1] > order[2] ? 1 : 0)]++;
    }

    for (int count : counts) {
      assertThat(count).isCloseTo(10_000, within(4 * 91));
    }
  }
}
