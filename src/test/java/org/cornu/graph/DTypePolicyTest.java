package org.cornu.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.maxPooling2d;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.layers.Layer;
import org.cornu.losses.Losses;
import org.cornu.optimizers.Optimizers;
import org.cornu.train.Fit;
import org.cornu.zoo.MnistCnns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.StdArrays;

/** What {@code mixed_bfloat16} computes: products of rounded numbers, rounded. */
class DTypePolicyTest {

  private static final int ROWS = 5;
  private static final int INPUTS = 40;
  private static final int UNITS = 16;

  /** To 8 significant bits, ties to even, as a processor does. */
  private static float rounded(double value) {
    int bits = Float.floatToRawIntBits((float) value);
    return Float.intBitsToFloat((bits + 0x7fff + (bits >>> 16 & 1)) & 0xffff0000);
  }

  private static float[][] numbers(int rows, int columns, int seed) {
    Random random = new Random(seed);
    float[][] numbers = new float[rows][columns];
    for (float[] row : numbers) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return numbers;
  }

  private static double product(float[][] x, float[][] kernel, int row, int unit) {
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      sum += (double) x[row][i] * kernel[i][unit];
    }
    return sum;
  }

  private static float[][] rounded(float[][] numbers) {
    float[][] result = new float[numbers.length][numbers[0].length];
    for (int i = 0; i < numbers.length; i++) {
      for (int j = 0; j < numbers[i].length; j++) {
        result[i][j] = rounded(numbers[i][j]);
      }
    }
    return result;
  }

  private static Dataset data(float[][] x) {
    float[] flat = new float[x.length * x[0].length];
    for (int i = 0; i < x.length; i++) {
      System.arraycopy(x[i], 0, flat, i * x[0].length, x[0].length);
    }
    return Dataset.of(flat, new int[] {x[0].length});
  }

  private static float[][] answers(Layer layer, float[][] x, float[][] kernel) {
    try (Model model =
        Sequential.of(input(INPUTS), layer.named("it"))
            .seed(1)
            .compile(sgd(), meanSquaredError())) {
      FloatNdArray values = StdArrays.ndCopyOf(kernel);
      model.setWeights(Map.of("it/kernel", values));
      return model.predict(data(x));
    }
  }

  @Test
  void aProductIsOfRoundedNumbersAndRounded() {
    float[][] x = numbers(ROWS, INPUTS, 1);
    float[][] kernel = numbers(INPUTS, UNITS, 2);
    float[][] answers =
        answers(dense(UNITS).noBias().dtypePolicy(DTypePolicy.MIXED_BFLOAT16), x, kernel);
    float[][] roundX = rounded(x);
    float[][] roundKernel = rounded(kernel);
    double off = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int unit = 0; unit < UNITS; unit++) {
        double exact = product(roundX, roundKernel, row, unit);
        // Sums of float32 may fall to the other side of a tie.
        assertThat(answers[row][unit])
            .isEqualTo(rounded(answers[row][unit]))
            .isCloseTo(rounded(exact), within((float) Math.abs(exact) / 128 + 1e-5f));
        off = Math.max(off, Math.abs(answers[row][unit] - product(x, kernel, row, unit)));
      }
    }
    assertThat(off).isGreaterThan(1e-3);
  }

  @Test
  void fewChannelsStayInFloat32() {
    float[][] x = numbers(ROWS, INPUTS, 1);
    float[][] kernel = numbers(INPUTS, UNITS - 1, 2);
    Layer layer = dense(UNITS - 1).noBias();
    assertThat(answers(layer.dtypePolicy(DTypePolicy.MIXED_BFLOAT16), x, kernel))
        .isDeepEqualTo(answers(layer, x, kernel));
  }

  @Test
  void aNetTakesItForAllLayersAndKeepsItInItsFile(@TempDir Path folder) throws Exception {
    Sequential net =
        Sequential.of(
                input(6, 6, 16),
                conv2d(16, 3).relu().dtypePolicy(DTypePolicy.MIXED_BFLOAT16),
                maxPooling2d(2),
                flatten(),
                dense(3))
            .seed(1);
    float[] x = data(numbers(1, 6 * 6 * 16, 3)).sample(0);
    float[] one = answer(net, x);
    assertThat(one).isNotEqualTo(answer(net.dtypePolicy(DTypePolicy.FLOAT32), x));
    assertThat(one).isEqualTo(answer(net.dtypePolicy(DTypePolicy.MIXED_BFLOAT16), x));
    Path file = folder.resolve("net.keras");
    try (Model model = net.compile(sgd(), meanSquaredError())) {
      model.save(file);
    }
    try (Model model = Model.load(file)) {
      assertThat(model.predict(x)).isEqualTo(one);
    }
  }

  private static float[] answer(Sequential net, float[] x) {
    try (Model model = net.compile(sgd(), meanSquaredError())) {
      return model.predict(x);
    }
  }

  @Test
  void aNetLearnsAsWellAndItsWeightsAreNotRounded() {
    Dataset data = Mnist.load().train().take(6000);
    Sequential net = MnistCnns.model3().seed(3);
    double plain = trained(net, data);
    double mixed = trained(net.dtypePolicy(DTypePolicy.MIXED_BFLOAT16), data);
    assertThat(plain).isLessThan(0.5);
    assertThat(mixed).isNotEqualTo(plain).isCloseTo(plain, within(0.02));
  }

  private static double trained(Sequential net, Dataset data) {
    try (Model model = net.compile(Optimizers.adam(), Losses.categoricalCrossentropy())) {
      model.fit(data, Fit.epochs(1).batchSize(64));
      FloatNdArray kernel = model.weights().get("conv2d_1/kernel");
      int[] short16 = {0};
      kernel
          .scalars()
          .forEach(
              each -> {
                if (rounded(each.getFloat()) == each.getFloat()) {
                  short16[0]++;
                }
              });
      assertThat(short16[0]).isLessThan((int) kernel.size() / 100);
      return model.evaluate(data).loss();
    }
  }
}
