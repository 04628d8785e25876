package org.cornu.goldens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.globalAveragePooling1d;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.graph.DType;
import org.cornu.history.History;
import org.cornu.train.Fit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import tools.jackson.databind.JsonNode;

/** Sequences of different lengths train as in Keras, with a class a step or a sample. */
class SequencesGoldenTest {

  private static final int BATCH = 3;

  static Stream<Golden> runs() {
    return Golden.all("sequences");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void isAsInKeras(Golden golden) {
    Dataset data = data(golden);
    try (Model model = net(golden).compile(sgd(0.5), sparseCategoricalCrossentropy(), accuracy())) {
      model.setWeights(weights(golden, model, "weights"));
      History history = model.fit(data, Fit.epochs(2).batchSize(BATCH).noShuffle());

      float[] losses = Golden.floats(golden.at("losses"));
      int batches = losses.length / 2;
      for (int epoch = 0; epoch < 2; epoch++) {
        double sum = 0;
        for (int i = 0; i < batches; i++) {
          sum += losses[epoch * batches + i];
        }
        assertThat(history.epochs().get(epoch).logs().get("loss"))
            .isCloseTo(sum / batches, within(1e-5));
      }
      assertNear(model.weights(), weights(golden, model, "trained_weights"), 1e-5);
      for (int i = 0; i < data.size(); i++) {
        float[] expected = Golden.floats(golden.at("answers").get(i));
        assertNear("answer " + i, model.predict(data.range(i, i + 1))[0], expected, 1e-5);
      }
    }
  }

  private static Sequential net(Golden golden) {
    var tokens = input(ANY).dtype(DType.INT32);
    var embedding = golden.name().endsWith("masked") ? embedding(9, 4).maskZero() : embedding(9, 4);
    return golden.name().startsWith("a class a step")
        ? Sequential.of(tokens, embedding, dense(5).tanh(), dense(3).softmax())
        : Sequential.of(tokens, embedding, globalAveragePooling1d(), dense(3).softmax());
  }

  private static Dataset data(Golden golden) {
    JsonNode targets = golden.at("targets");
    return Dataset.of(Part.ints("tokens", sequences(golden.at("sequences"))))
        .withTargets(
            targets.get(0).isArray()
                ? Part.classes("tags", sequences(targets))
                : Part.classes("mood", ints(targets)));
  }

  private static int[][] sequences(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false)
        .map(SequencesGoldenTest::ints)
        .toArray(int[][]::new);
  }

  private static int[] ints(JsonNode json) {
    return json.valueStream().mapToInt(JsonNode::intValue).toArray();
  }

  private static Map<String, FloatNdArray> weights(Golden golden, Model model, String field) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    Iterator<FloatNdArray> arrays = golden.arrays(field).iterator();
    model.weights().keySet().forEach(path -> weights.put(path, arrays.next()));
    return weights;
  }
}
