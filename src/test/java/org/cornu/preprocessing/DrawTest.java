package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.filled;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.input;
import static org.cornu.preprocessing.Preprocessing.augMix;
import static org.cornu.preprocessing.Preprocessing.cutMix;
import static org.cornu.preprocessing.Preprocessing.mixUp;
import static org.cornu.preprocessing.Preprocessing.randAugment;
import static org.cornu.preprocessing.Preprocessing.randomBrightness;
import static org.cornu.preprocessing.Preprocessing.randomContrast;
import static org.cornu.preprocessing.Preprocessing.randomCrop;
import static org.cornu.preprocessing.Preprocessing.randomElasticTransform;
import static org.cornu.preprocessing.Preprocessing.randomErasing;
import static org.cornu.preprocessing.Preprocessing.randomFlip;
import static org.cornu.preprocessing.Preprocessing.randomHue;
import static org.cornu.preprocessing.Preprocessing.randomRotation;
import static org.cornu.preprocessing.TrainingRun.each;
import static org.cornu.preprocessing.TrainingRun.train;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cornu.goldens.Tensors;
import org.cornu.layers.Input;
import org.cornu.layers.Interpolation;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What layers draw, over so many images that another distribution cannot pass by chance. */
class DrawTest {

  private static final int MANY = 4000;

  @Test
  void halfOfTheImagesAreMirrored() {
    float[] images = each(2 * MANY, i -> i % 2);
    FloatNdArray pairs = Tensors.of(Shape.of(MANY, 1, 2, 1), images);

    float[] mirrored = train(randomFlip(RandomFlip.Mode.HORIZONTAL), pairs);

    int count = 0;
    for (int i = 0; i < MANY; i++) {
      count += mirrored[2 * i] == 1 ? 1 : 0;
    }
    assertThat(count).isBetween(MANY / 2 - 130, MANY / 2 + 130); // 4 standard deviations
  }

  @Test
  void brightnessIsDrawnAlikeBetweenTheBoundsAndForEachImageAlone() {
    float[] lit =
        train(randomBrightness(-0.1, 0.3).valueRange(-10, 10), filled(Shape.of(MANY, 1, 2, 1), 0));
    float[] first = new float[MANY];
    for (int i = 0; i < MANY; i++) {
      first[i] = lit[2 * i] / 20; // a part of the range
      assertThat(lit[2 * i + 1]).isEqualTo(lit[2 * i]);
    }
    assertUniform(first, -0.1, 0.3);
  }

  private static void assertUniform(float[] values, double lower, double upper) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      double expected = lower + (upper - lower) * (i + 0.5) / sorted.length;
      // Kolmogorov and Smirnov: beyond this once in a million.
      assertThat((double) sorted[i]).isCloseTo(expected, within(0.042 * (upper - lower)));
    }
  }

  @Test
  void anImageIsPaintedOverAsOftenAsTheFactorSays() {
    float[] painted =
        train(
            randomErasing(0.3, 0.3).scale(0.9, 1).fillValue(7), filled(Shape.of(MANY, 3, 3, 1), 0));
    long count = 0;
    for (int i = 0; i < MANY; i++) {
      count += painted[9 * i + 4] == 7 ? 1 : 0; // such a box covers the middle
    }
    assertThat((double) count / MANY).isCloseTo(0.3, within(0.03));
  }

  @Test
  void noiseIsNormalAndClipped() {
    float[] noise =
        train(
            randomErasing(1, 1).scale(1, 1).valueRange(-100, 100),
            filled(Shape.of(MANY / 16, 4, 4, 1), 0));
    double sum = 0;
    double squares = 0;
    for (float value : noise) {
      double clipped = value / 100.0;
      sum += clipped;
      squares += clipped * clipped;
    }
    assertThat(sum / MANY).isCloseTo(0, within(0.06));
    assertThat(squares / MANY).isCloseTo(0.5161, within(0.03)); // of a normal clipped at 1
  }

  @Test
  void eachImageIsDistortedInItsOwnWayAndAnotherAcrossThanDown() {
    int side = 28;
    int size = side * side;
    // Two images whose pixels say how far from the left they are, and how far from above.
    float[] places =
        each(2 * 2 * size, i -> i % 2 == 0 ? i / 2 % size % side : i / 2 % size / side);
    Layer layer = randomElasticTransform(1, 1).scale(1, 1);

    float[] moved = train(layer, Tensors.of(Shape.of(2, side, side, 2), places));

    int middle = 2 * (side / 2 * side + side / 2);
    Set<Float> ways = new HashSet<>();
    for (int i : new int[] {middle, middle + 1, middle + 2 * size, middle + 2 * size + 1}) {
      ways.add(moved[i] - places[i]);
    }
    assertThat(ways).hasSize(4).allMatch(way -> Math.abs(way) < 4);
  }

  @Test
  void everyPlaceIsCutOutAlikeTheSameForABatch() {
    FloatNdArray images = scattered(Shape.of(2, 3, 4, 1));
    Net net = Net.chain(input(3, 4, 1), List.of(randomCrop(2, 2)));
    float[] source = floats(images);
    int[] counts = new int[2 * 3];
    for (int step = 0; step < 240; step++) {
      float[] part = floats(NetRun.of(net).step(step).training(images).output());
      for (int place = 0; place < counts.length; place++) {
        int from = place / 3 * 4 + place % 3;
        if (part[0] == source[from] && part[4] == source[12 + from]) {
          counts[place]++;
        }
      }
    }
    assertThat(Arrays.stream(counts).sum()).isEqualTo(240);
    // 40 expected, 4 standard deviations of 5.8.
    assertThat(Arrays.stream(counts)).allMatch(count -> count >= 17 && count <= 63);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.01, 0.2, 1, 3})
  void betaNumbersHaveTheirVariance(double alpha) {
    float[] uniform = each(MANY, i -> (i + 0.5f) / MANY);
    float[] beta =
        floats(
            GraphRun.of(
                    tf -> List.of(Noise.beta(tf, tf.constant((float) alpha), tf.constant(uniform))))
                .get(0));
    double sum = 0;
    double squares = 0;
    for (float value : beta) {
      assertThat(value).isBetween(0f, 1f);
      sum += value - 0.5;
      squares += (value - 0.5) * (value - 0.5);
    }
    assertThat(sum / MANY).isCloseTo(0, within(1e-3));
    assertThat(squares / MANY).isCloseTo(1 / (4 * (2 * alpha + 1)), within(1e-3));
  }

  @Test
  void everyImageIsAnotherOnesPartnerOnce() {
    int size = 50;
    float[] numbers = each(size, i -> i);
    Set<Float> partners = new HashSet<>();
    float[] order =
        floats(
            GraphRun.of(
                    tf -> {
                      Operand<TFloat32> keys =
                          tf.math.sin(tf.math.mul(tf.constant(numbers), tf.constant(9f)));
                      return List.of(tf.dtypes.cast(Mixing.order(tf, keys), TFloat32.class));
                    })
                .get(0));
    for (float each : order) {
      partners.add(each);
    }
    assertThat(partners).hasSize(size);
    assertThat(order).isNotEqualTo(numbers);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void labelsAreMixedAsImagesAre(boolean isMixUp) {
    int size = 64;
    float[] values = each(size, i -> i);
    float[] pixels = each(size * 100, i -> i / 100);
    Input images = input(10, 10, 1).named("images");
    Input labels = input(1).named("labels");
    Layer layer = isMixUp ? mixUp().alpha(1) : cutMix().factor(1, 1);
    List<FloatNdArray> x =
        List.of(
            Tensors.of(Shape.of(size, 10, 10, 1), pixels), Tensors.of(Shape.of(size, 1), values));
    float[][] outputs = new float[2][];
    for (int i = 0; i < 2; i++) {
      Net net =
          Net.of(
              List.of(images, labels),
              List.of(layer.named("mixed").outputsOn(images, labels).get(i)));
      outputs[i] = floats(NetRun.of(net).training(x).output());
      assertThat(floats(NetRun.of(net).inference(x).output())).isEqualTo(floats(x.get(i)));
    }
    assertThat(Arrays.equals(outputs[1], values)).isFalse();
    for (int i = 0; i < size; i++) {
      double mean = 0;
      for (int j = 0; j < 100; j++) {
        mean += outputs[0][100 * i + j] / 100;
      }
      // A box counts by its area, not by the pixels that it covers: one more or less each way.
      assertThat(mean).isCloseTo(outputs[1][i], within(isMixUp ? 1e-4 : 0.2 * size));
    }
  }

  static Stream<Layer> moving() {
    return Stream.of(
        randomRotation(0.2).fillValue(0),
        randAugment().valueRange(-1, 1),
        augMix().valueRange(-1, 1));
  }

  @ParameterizedTest
  @MethodSource("moving")
  void aGradientFlowsThroughMovedPixels(Layer layer) {
    Net net = Net.chain(input(5, 6, 2), List.of(conv2d(3, 3).same(), layer, conv2d(1, 3)));
    var outcome =
        NetRun.of(net).training(scattered(Shape.of(2, 5, 6, 2)), scattered(Shape.of(2, 3, 4, 1)));

    assertThat(floats(outcome.gradients().get("conv2d/kernel"))).doesNotContain(Float.NaN);
    assertThat(
            Arrays.equals(
                floats(outcome.gradients().get("conv2d/kernel")), new float[3 * 3 * 2 * 3]))
        .isFalse();
  }

  @Test
  void whatNoLayerCanTakeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> randomRotation(1.5))
        .withMessage("randomRotation needs factors in [-1.0, 1.0], got -1.0 and 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> randomBrightness(0.3, 0.1))
        .withMessageContainingAll(
            "needs a finite lower and upper bound, in this order", "0.3 and 0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> randomContrast(0.3).valueRange(1, 0))
        .withMessageContaining("needs a low and a high value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Net.chain(input(4, 4, 1), List.of(randomHue(0.3))))
        .withMessageContainingAll("needs images of 3 channels", "got (4, 4, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> randomRotation(0.1).interpolation(Interpolation.BICUBIC))
        .withMessageContainingAll("NEAREST or BILINEAR", "got BICUBIC");
  }
}
