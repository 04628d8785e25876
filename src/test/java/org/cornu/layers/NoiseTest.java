package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.filled;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.of;
import static org.cornu.layers.Layers.alphaDropout;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.gaussianDropout;
import static org.cornu.layers.Layers.gaussianNoise;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.spatialDropout1d;
import static org.cornu.layers.Layers.spatialDropout2d;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** Layers that draw, by what Keras's draw, and by the moments of many numbers. */
class NoiseTest {

  private static final int ROWS = 200;
  private static final int COLUMNS = 1000;
  private static final int SIZE = ROWS * COLUMNS;

  static Stream<Golden> noise() {
    return Golden.all("noise");
  }

  private static float[] train(NetRun run, Shape batch, float value) {
    return floats(run.training(filled(batch, value)).output());
  }

  private static float[] many(Layer layer, float value) {
    return train(
        NetRun.of(Net.chain(input(COLUMNS), List.of(layer))), Shape.of(ROWS, COLUMNS), value);
  }

  /** Of the numbers that Keras's layer gives, each, and the same along the axes where its are. */
  @ParameterizedTest
  @MethodSource("noise")
  void drawsTheNumbersThatKerasDraws(Golden golden) {
    Shape batch = Shape.of(Arrays.stream(ints(golden, "shape")).mapToLong(i -> i).toArray());
    Net net = Net.chain(input(batch.tail().asArray()), List.of(Keras.layer(golden.at("keras"))));
    float[] y = train(NetRun.of(net), batch, 1);
    float[] sorted = y.clone();
    Arrays.sort(sorted);
    float[] values = distinct(sorted);

    assertNear("values", values, Golden.floats(golden.at("values")), 1e-6);
    int[] same = ints(golden, "same");
    for (int axis = 0; axis < batch.numDimensions(); axis++) {
      int wanted = axis;
      assertThat(isSameAlong(axis, y, batch))
          .as("same along axis %d", axis)
          .isEqualTo(Arrays.stream(same).anyMatch(each -> each == wanted));
    }
  }

  private static int[] ints(Golden golden, String field) {
    return StreamSupport.stream(golden.at(field).spliterator(), false)
        .mapToInt(each -> each.intValue())
        .toArray();
  }

  private static float[] distinct(float[] sorted) {
    float[] distinct = new float[sorted.length];
    int count = 0;
    for (float value : sorted) {
      if (count == 0 || value - distinct[count - 1] > 1e-6) {
        distinct[count++] = value;
      }
    }
    return Arrays.copyOf(distinct, count);
  }

  private static boolean isSameAlong(int axis, float[] y, Shape shape) {
    long[] sizes = shape.asArray();
    int inner = 1;
    for (int i = axis + 1; i < sizes.length; i++) {
      inner *= (int) sizes[i];
    }
    int size = (int) sizes[axis];
    for (int i = 0; i < y.length; i++) {
      int first = i - i / inner % size * inner;
      if (y[i] != y[first]) {
        return false;
      }
    }
    return true;
  }

  /** Four standard errors each, of the mean and of the moments of normal numbers. */
  private static void assertNormal(float[] values, double mean, double deviation) {
    double[] moments = new double[5];
    double neighbours = 0;
    long beyond = 0;
    double last = 0;
    for (float value : values) {
      double z = (value - mean) / deviation;
      for (int power = 1; power <= 4; power++) {
        moments[power] += Math.pow(z, power) / values.length;
      }
      neighbours += z * last / values.length;
      last = z;
      beyond += Math.abs(z) > 2 ? 1 : 0;
    }
    double error = 4 / Math.sqrt(values.length);
    assertThat(moments[1]).as("mean").isCloseTo(0, within(error));
    assertThat(moments[2]).as("variance").isCloseTo(1, within(error * Math.sqrt(2)));
    assertThat(moments[3]).as("skew").isCloseTo(0, within(error * Math.sqrt(15)));
    assertThat(moments[4]).as("fourth moment").isCloseTo(3, within(error * Math.sqrt(96)));
    assertThat(neighbours).as("covariance of neighbours").isCloseTo(0, within(error));
    double share = 0.04550026;
    assertThat((double) beyond / values.length)
        .as("share beyond 2 deviations")
        .isCloseTo(share, within(error * Math.sqrt(share * (1 - share))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1})
  void noiseIsNormalAroundTheInput(double stddev) {
    assertNormal(many(gaussianNoise(stddev), 3), 3, stddev);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void gaussianDropoutVariesAsADropoutDoes(double rate) {
    assertNormal(many(gaussianDropout(rate), -2), -2, 2 * Math.sqrt(rate / (1 - rate)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void alphaDropoutKeepsMeanAndVarianceOfNormalNumbers(double rate) {
    float[] x = new float[SIZE];
    var draws = new Seed(3).draws("test", "x", 0);
    for (int i = 0; i < SIZE; i++) {
      x[i] = (float) draws.normal();
    }
    Net net = Net.chain(input(COLUMNS), List.of(alphaDropout(rate)));
    float[] y = floats(NetRun.of(net).training(of(Shape.of(ROWS, COLUMNS), x)).output());
    double mean = 0;
    double square = 0;
    for (float value : y) {
      mean += value / SIZE;
      square += (double) value * value / SIZE;
    }
    // The fourth moment is at most that of numbers of which the rarer tenth lies 3 off: 9.
    assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(SIZE)));
    assertThat(square).isCloseTo(1, within(4 * Math.sqrt(9.0 / SIZE)));
  }

  @Test
  void aFractionOfChannelsIsDroppedInEachSample() {
    Net net = Net.chain(input(2, COLUMNS), List.of(spatialDropout1d(0.25)));
    float[] y = train(NetRun.of(net), Shape.of(ROWS, 2, COLUMNS), 1);
    int dropped = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int channel = 0; channel < COLUMNS; channel++) {
        float first = y[2 * row * COLUMNS + channel];
        assertThat(y[(2 * row + 1) * COLUMNS + channel]).isEqualTo(first);
        dropped += first == 0 ? 1 : 0;
      }
    }
    double error = 4 * Math.sqrt(0.25 * 0.75 / SIZE);
    assertThat((double) dropped / SIZE).isCloseTo(0.25, within(error));
  }

  @Test
  void aSeedOfItsOwnStandsForTheNets() {
    for (Layer layer : List.of(dropout(0.5).seed(7), gaussianNoise(0.5).seed(7))) {
      Net net = Net.chain(input(COLUMNS), List.of(layer.named("noise")));
      NetRun run = NetRun.of(net);
      Shape batch = Shape.of(2, COLUMNS);
      float[] first = train(run.seed(1), batch, 1);
      assertThat(train(run.seed(2), batch, 1)).isEqualTo(first);
      assertThat(Arrays.equals(train(run.step(1), batch, 1), first)).isFalse();
    }
    assertThat(many(dropout(0.5).seed(7), 1)).isNotEqualTo(many(dropout(0.5).seed(8), 1));
    assertThat(many(gaussianNoise(1).seed(7), 1)).isNotEqualTo(many(gaussianNoise(1), 1));
  }

  @Test
  void optionsAreChecked() {
    refused(() -> gaussianNoise(1.5), "standard deviation in [0, 1], got 1.5");
    refused(() -> gaussianDropout(1), "rate in [0, 1), got 1.0");
    refused(() -> alphaDropout(-1), "rate in [0, 1), got -1.0");
    refused(() -> dropout(0.5).noiseShape(3, 1), "ANY or 1 for the batch");
    refused(
        () -> Net.chain(input(4, 2), List.of(dropout(0.5).noiseShape(Layers.ANY, 3, 1))),
        "noiseShape of the batch and the input's axes");
    refused(
        () -> Net.chain(input(4, 2), List.of(spatialDropout2d(0.5))),
        "needs images (height, width, channels), got (4, 2)");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
