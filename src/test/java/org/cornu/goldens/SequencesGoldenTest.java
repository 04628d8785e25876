package org.cornu.goldens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.globalAveragePooling1d;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.masking;
import static org.cornu.losses.Losses.objective;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.sgd;
import static org.cornu.recurrent.Recurrent.lstm;

import java.util.Arrays;
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
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metric;
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

  static Stream<Golden> fits() {
    return Golden.all("masked_fits");
  }

  /** Of masks, weights of samples and classes that are ignored, in batches of several lengths. */
  @ParameterizedTest
  @MethodSource("fits")
  void logsAreAsInKeras(Golden golden) {
    Dataset data = weighed(golden);
    Objective objective =
        objective(Keras.loss(golden))
            .metrics(metrics(golden.at("metrics")))
            .weightedMetrics(metrics(golden.at("weighted")));
    try (Model model = ofSteps(golden).compile(sgd(0.05), objective)) {
      model.setWeights(weights(golden, model, "weights"));
      History history = model.fit(data, Fit.epochs(2).batchSize(BATCH).noShuffle());

      for (int epoch = 0; epoch < 2; epoch++) {
        assertLogs(history.epochs().get(epoch).logs(), golden.at("epochs").get(epoch));
      }
      assertNear(model.weights(), weights(golden, model, "trained_weights"), 1e-5);
      Evaluation evaluation = model.evaluate(data);
      Map<String, Double> evaluated = new LinkedHashMap<>(evaluation.metrics());
      evaluated.put("loss", evaluation.loss());
      assertLogs(evaluated, golden.at("evaluated"));
    }
  }

  private static void assertLogs(Map<String, Double> logs, JsonNode keras) {
    for (Map.Entry<String, JsonNode> entry : keras.properties()) {
      double expected = entry.getValue().doubleValue();
      assertThat(logs.get(entry.getKey()))
          .as(entry.getKey())
          .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }
  }

  private static Sequential ofSteps(Golden golden) {
    return switch (golden.text("loss")) {
      case "MeanSquaredError" -> Sequential.of(input(ANY, 3), masking(), dense(2));
      case "BinaryCrossentropy" -> Sequential.of(input(ANY, 3), masking(), dense(1).sigmoid());
      default ->
          Sequential.of(
              input(ANY).dtype(DType.INT32),
              embedding(9, 4).maskZero(),
              lstm(5).returnSequences(),
              dense(3).softmax());
    };
  }

  private static Metric[] metrics(JsonNode described) {
    return described
        .valueStream()
        .map(
            each ->
                each.required("metric").stringValue().equals("accuracy")
                    ? accuracy()
                    : Keras.metric(new Golden("metric", each)))
        .toArray(Metric[]::new);
  }

  private static Dataset weighed(Golden golden) {
    JsonNode samples = golden.at("samples");
    JsonNode targets = golden.at("targets");
    Dataset data =
        samples.isArray()
            ? Dataset.of(Part.ints("tokens", sequences(samples)))
                .withTargets(Part.classes("tags", sequences(targets)))
            : Dataset.of(floats("samples", golden)).withTargets(floats("targets", golden));
    JsonNode weights = golden.at("sample_weights");
    return weights.isNull() ? data : data.withWeights(Golden.floats(weights));
  }

  private static Part floats(String field, Golden golden) {
    FloatNdArray values = golden.array(field);
    int[] sizes = Arrays.stream(values.shape().tail().asArray()).mapToInt(i -> (int) i).toArray();
    return Part.floats(field, Tensors.floats(values), sizes);
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
