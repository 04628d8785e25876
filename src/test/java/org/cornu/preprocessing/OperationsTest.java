package org.cornu.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.input;
import static org.cornu.preprocessing.Preprocessing.augMix;
import static org.cornu.preprocessing.Preprocessing.autoContrast;
import static org.cornu.preprocessing.Preprocessing.equalization;
import static org.cornu.preprocessing.Preprocessing.randAugment;
import static org.cornu.preprocessing.TrainingRun.each;
import static org.cornu.preprocessing.TrainingRun.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cornu.goldens.Tensors;
import org.cornu.net.Net;
import org.cornu.random.Draws;
import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/** Which operations RandAugment and AugMix draw, and how much AugMix makes of them. */
class OperationsTest {

  private static final int MANY = 4000;

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 3})
  void sharesAddUpToOneAndHaveTheirVariance(double alpha) {
    Draws draws = new Seed(1).draws("shares", "", 0);
    FloatNdArray uniform = Tensors.of(Shape.of(MANY, 2), each(2 * MANY, i -> draws.uniform()));
    List<FloatNdArray> shares =
        GraphRun.of(tf -> Noise.dirichlet(tf, alpha, 3, GraphRun.constant(tf, uniform)));
    double[] total = new double[MANY];
    for (FloatNdArray share : shares) {
      double squares = 0;
      for (int i = 0; i < MANY; i++) {
        float value = share.getFloat(i);
        assertThat(value).isBetween(0f, 1f);
        total[i] += value;
        squares += (value - 1 / 3.0) * (value - 1 / 3.0) / MANY;
      }
      double variance = 2 / 9.0 / (3 * alpha + 1);
      assertThat(squares).isCloseTo(variance, within(0.1 * variance)); // 4 standard deviations
    }
    assertThat(shares).hasSize(3);
    assertThat(Arrays.stream(total)).allMatch(sum -> Math.abs(sum - 1) < 1e-6);
  }

  /** Copies of one image whose values are far from each other and from the range. */
  private static FloatNdArray copies(int count) {
    return Tensors.of(
        Shape.of(count, 5, 5, 3), each(count * 75, i -> 0.2 + i % 75 * 37 % 75 / 150.0));
  }

  @Test
  void eachImageGoesThroughAnOperationOfItsOwnAllAsOften() {
    int count = 1100;
    FloatNdArray images = copies(count);
    float[] varied = train(randAugment().numOps(1).valueRange(0, 1), images);
    List<Float> stretched = image(train(autoContrast().valueRange(0, 1), images), 0);
    List<Float> equalized = image(train(equalization().valueRange(0, 1), images), 0);

    int[] counts = new int[2];
    Set<List<Float>> ways = new HashSet<>();
    for (int i = 0; i < count; i++) {
      List<Float> one = image(varied, i);
      counts[0] += one.equals(stretched) ? 1 : 0;
      counts[1] += one.equals(equalized) ? 1 : 0;
      ways.add(one);
    }
    // Of the other nine posterization alone gives few images, one for each number of bits.
    assertThat(ways).hasSizeGreaterThan(count * 7 / 11);
    assertThat(counts[0]).isBetween(62, 138); // 100 expected, 4 standard deviations
    assertThat(counts[1]).isBetween(62, 138);
  }

  private static List<Float> image(float[] images, int i) {
    List<Float> image = new ArrayList<>();
    for (int j = 75 * i; j < 75 * (i + 1); j++) {
      image.add(images[j]);
    }
    return image;
  }

  @Test
  void anImageIsMixedWithChainsOfItsOwnOfWhichSomeAreEmpty() {
    int count = 1600;
    float[] images = floats(copies(count));
    float[] mixed =
        train(augMix().numChains(1).chainDepth(1).noColors().valueRange(0, 1), copies(count));

    int same = 0;
    Set<List<Float>> ways = new HashSet<>();
    for (int i = 0; i < count; i++) {
      double most = 0;
      for (int j = 75 * i; j < 75 * (i + 1); j++) {
        most = Math.max(most, Math.abs(mixed[j] - images[j]));
      }
      same += most < 1e-6 ? 1 : 0;
      ways.add(image(mixed, i));
    }
    // One of eight is none: 200 expected, 4 standard deviations.
    assertThat(same).isBetween(147, 253);
    assertThat(ways).hasSizeGreaterThan(count * 6 / 8);
  }

  @Test
  void whatNoLayerCanTakeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> randAugment().numOps(0))
        .withMessage("randAugment needs 1 operation or more, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> randAugment().factor(0, 1.5))
        .withMessageContainingAll("needs factors in [0.0, 1.0]", "1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Net.chain(input(4, 4, 2), List.of(augMix())))
        .withMessageContainingAll("needs images of 3 channels", "or of 1", "got (4, 4, 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> augMix().chainDepth(0))
        .withMessage("augMix needs 1 chain or more, of 1 operation or more, got 3 and 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> augMix().alpha(0))
        .withMessage("augMix needs a finite alpha above 0, got 0.0");
  }
}
