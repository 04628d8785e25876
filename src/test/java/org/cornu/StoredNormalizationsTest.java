package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.groupNormalization;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.layerNormalization;
import static org.cornu.layers.Layers.rmsNormalization;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cornu.data.Dataset;
import org.cornu.layers.Layer;
import org.cornu.train.Fit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where a stored net answers, its weights are constants, and TensorFlow puts kernels in the place
 * of ops: it is to answer as the model does.
 */
class StoredNormalizationsTest {

  private static final int SAMPLES = 4;

  @TempDir private Path folder;

  static Stream<Arguments> cases() {
    return Stream.of(new long[] {8}, new long[] {5, 8}, new long[] {3, 5, 8})
        .flatMap(shape -> layers(shape.length).map(layer -> Arguments.of(layer, shape)));
  }

  private static Stream<Layer> layers(int axes) {
    Layer plain = layerNormalization();
    return Stream.of(
        plain,
        layerNormalization().epsilon(0.1),
        layerNormalization().noScale(),
        layerNormalization().noCenter(),
        layerNormalization().axis(1),
        axes > 1 ? layerNormalization().axis(1, -1) : plain,
        groupNormalization(2).epsilon(0.1),
        batchNormalization(),
        rmsNormalization());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answerAsTheModelDoes(Layer layer, long[] shape) throws Exception {
    int size = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
    Random random = new Random(1);
    float[] x = new float[SAMPLES * size];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    int[] sizes = LongStream.of(shape).mapToInt(Math::toIntExact).toArray();
    Dataset data = Dataset.of(x, sizes, new float[][] {{1}, {-2}, {3}, {-4}});
    Path file = folder.resolve("net.keras");
    float[][] expected;
    Sequential net = Sequential.of(input(shape), layer, flatten(), dense(1)).seed(1);
    try (Model model = net.compile(sgd(0.01), meanSquaredError())) {
      model.fit(data, Fit.epochs(2));
      expected = model.predict(data);
      model.save(file);
    }
    try (Predictor predictor = Predictor.load(file)) {
      float[][] answers = predictor.predict(data);
      for (int i = 0; i < SAMPLES; i++) {
        assertThat(answers[i][0]).isCloseTo(expected[i][0], within(1e-5f));
      }
    }
  }
}
