package org.cornu.goldens;

import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.losses.Losses.categoricalCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.graph.Spec;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.train.Fit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import tools.jackson.databind.JsonNode;

/**
 * Ten steps of nets whose weights and outputs are regularized and whose weights are constrained, a
 * frozen layer's too, with an evaluation after each.
 */
class PenaltiesGoldenTest {

  private static final double TOLERANCE = 1e-5;

  static Stream<Golden> runs() {
    return Stream.of("penalties", "spectral").flatMap(Golden::all);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void trainsAsKerasDoes(Golden golden) {
    FloatNdArray x = golden.array("x");
    Dataset all = data(x, golden.array("y"));
    List<Dataset> batches = batches(golden, all);
    float[] losses = new float[golden.at("losses").size()];
    float[] evaluated = new float[losses.length];
    List<Layer> layers = new ArrayList<>();
    golden.at("layers").forEach(each -> layers.add(layer(each)));
    Sequential net =
        Sequential.of(Input.of(Spec.floats(x.shape().tail())), layers.toArray(Layer[]::new));

    try (Model model =
        net.seed(1).compile(adam(golden.number("learning_rate")), categoricalCrossentropy())) {
      model.setWeights(byPath(model, golden, "weights"));
      for (int step = 0; step < losses.length; step++) {
        Dataset batch = batches.get(step % batches.size());
        losses[step] =
            model.fit(batch, Fit.epochs(1).noShuffle()).last().logs().get("loss").floatValue();
        // Keras takes the mean over the batches, weighted by their sizes.
        double sum = 0;
        for (Dataset each : batches) {
          sum += model.evaluate(each).loss() * each.size();
        }
        evaluated[step] = (float) (sum / all.size());
      }

      assertNear("losses", losses, Golden.floats(golden.at("losses")), TOLERANCE);
      assertNear("evaluated", evaluated, Golden.floats(golden.at("evaluated")), TOLERANCE);
      assertNear(model.weights(), byPath(model, golden, "trained_weights"), TOLERANCE);
    }
  }

  private static Layer layer(JsonNode json) {
    Layer layer = Keras.layer(json).named(json.required("name").stringValue());
    return json.required("trainable").booleanValue() ? layer : layer.frozen();
  }

  private static Map<String, FloatNdArray> byPath(Model model, Golden golden, String field) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    Iterator<FloatNdArray> arrays = golden.arrays(field).iterator();
    model.weights().keySet().forEach(path -> weights.put(path, arrays.next()));
    return weights;
  }

  private static List<Dataset> batches(Golden golden, Dataset all) {
    List<Dataset> batches = new ArrayList<>();
    int first = 0;
    for (JsonNode size : golden.at("batches")) {
      batches.add(all.range(first, first + size.intValue()));
      first += size.intValue();
    }
    return batches;
  }

  private static Dataset data(FloatNdArray x, FloatNdArray y) {
    int[] shape = Arrays.stream(x.shape().tail().asArray()).mapToInt(Math::toIntExact).toArray();
    float[] values = floats(y);
    int width = Math.toIntExact(y.shape().get(1));
    float[][] rows = new float[values.length / width][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
    return Dataset.of(floats(x), shape, rows);
  }
}
