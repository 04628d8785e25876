package org.cornu.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.DoubleSummaryStatistics;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;

/** What each part of a distortion does to a bar, alone: its range is used, and not left. */
class DistortionTest {

  private static final int SIZE = 28;

  /** An upright bar in the middle, 4 wide and 16 high. */
  private static byte[] bar() {
    byte[] pixels = new byte[SIZE * SIZE];
    for (int i = 6; i < 22; i++) {
      for (int j = 12; j < 16; j++) {
        pixels[i * SIZE + j] = (byte) 200;
      }
    }
    return pixels;
  }

  private static DoubleSummaryStatistics drawn(
      Distortion distortion, ToDoubleFunction<Moments> value) {
    return IntStream.range(0, 1000)
        .mapToObj(k -> distortion.distorted(bar(), new Seed(k).draws("test", "bar", 0)))
        .mapToDouble(pixels -> value.applyAsDouble(Moments.of(pixels)))
        .summaryStatistics();
  }

  private static void between(DoubleSummaryStatistics drawn, double least, double most) {
    double slack = 0.05 * (most - least);
    assertThat(drawn.getMin()).isBetween(least - slack, least + slack);
    assertThat(drawn.getMax()).isBetween(most - slack, most + slack);
    assertThat(drawn.getAverage()).isCloseTo((least + most) / 2, within(slack));
  }

  /** Where the light is, how it is spread, and how it leans. */
  private record Moments(double row, double column, double high, double wide, double lean) {

    static Moments of(byte[] pixels) {
      double light = 0, row = 0, column = 0, high = 0, wide = 0, both = 0;
      for (int k = 0; k < pixels.length; k++) {
        double value = pixels[k] & 0xff;
        int i = k / SIZE, j = k % SIZE;
        light += value;
        row += value * i;
        column += value * j;
        high += value * i * i;
        wide += value * j * j;
        both += value * i * j;
      }
      row /= light;
      column /= light;
      high = high / light - row * row;
      wide = wide / light - column * column;
      return new Moments(row, column, high, wide, both / light - row * column);
    }

    /** Degrees by which the long axis is turned. */
    double degrees() {
      return Math.toDegrees(0.5 * Math.atan2(2 * lean, high - wide));
    }
  }

  @Test
  void nothingIsNothing() {
    byte[] same = new Distortion(0, 0, 0, 0, 0).distorted(bar(), new Seed(1).draws("a", "b", 0));
    assertThat(same).isEqualTo(bar());
  }

  @Test
  void turnsByUpToTheDegrees() {
    between(drawn(new Distortion(10, 0, 0, 0, 0), Moments::degrees), -10, 10);
  }

  @Test
  void zoomsHeightAndWidth() {
    double high = Moments.of(bar()).high();
    DoubleSummaryStatistics drawn =
        drawn(new Distortion(0, 0.1, 0, 0, 0), m -> 0.5 * Math.log(m.high() / high));
    between(drawn, -0.1, 0.1);
  }

  @Test
  void slantsRows() {
    between(drawn(new Distortion(0, 0, 0.15, 0, 0), m -> m.lean() / m.high()), -0.15, 0.15);
  }

  @Test
  void shiftsBothWays() {
    between(drawn(new Distortion(0, 0, 0, 2, 0), m -> m.row() - 13.5), -2, 2);
    between(drawn(new Distortion(0, 0, 0, 2, 0), m -> m.column() - 13.5), -2, 2);
  }

  /** The spline's weights: a middle between points, and of random ones a fraction of the most. */
  @Test
  void bendsBySomeOfThePointsMoves() {
    DoubleSummaryStatistics drawn = drawn(new Distortion(0, 0, 0, 0, 2), m -> m.column() - 13.5);
    assertThat(drawn.getMax()).isBetween(0.5, 2.0);
    assertThat(drawn.getMin()).isBetween(-2.0, -0.5);
    assertThat(drawn.getAverage()).isCloseTo(0, within(0.1));
  }
}
