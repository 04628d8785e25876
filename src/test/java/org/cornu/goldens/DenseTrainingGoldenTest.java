package org.cornu.goldens;

import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.categoricalCrossentropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.train.Fit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;

/** Twenty steps of a small net with each optimizer, through the public API. */
class DenseTrainingGoldenTest {

  static Stream<Golden> runs() {
    return Golden.all("dense_training");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void trainsAsKerasDoes(Golden golden) {
    Dataset data = Dataset.of(floats(golden.array("x")), new int[] {4}, rows(golden.array("y"), 3));
    float[] expected = Golden.floats(golden.at("losses"));
    float[] losses = new float[expected.length];
    Sequential net = Sequential.of(input(4), dense(5).tanh(), dense(3).softmax());

    try (Model model = net.seed(1).compile(Keras.optimizer(golden), categoricalCrossentropy())) {
      List<String> paths = new ArrayList<>(model.weights().keySet());
      model.setWeights(byPath(paths, golden.arrays("weights")));
      for (int step = 0; step < losses.length; step++) {
        double loss =
            model.fit(data, Fit.epochs(1).batchSize(8).noShuffle()).last().logs().get("loss");
        losses[step] = (float) loss;
      }

      assertNear("losses", losses, expected, 1e-5);
      assertNear(model.weights(), byPath(paths, golden.arrays("trained_weights")), 1e-5);
    }
  }

  private static Map<String, FloatNdArray> byPath(List<String> paths, List<FloatNdArray> arrays) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    for (int i = 0; i < arrays.size(); i++) {
      weights.put(paths.get(i), arrays.get(i));
    }
    return weights;
  }

  private static float[][] rows(FloatNdArray array, int width) {
    float[] values = floats(array);
    float[][] rows = new float[values.length / width][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
    return rows;
  }
}
