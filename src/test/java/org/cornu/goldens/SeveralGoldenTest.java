package org.cornu.goldens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.concatenate;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.losses.Objective.objective;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.metrics.Metrics.topKCategoricalAccuracy;
import static org.cornu.optimizers.Optimizers.sgd;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.Functional;
import org.cornu.Model;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.layers.Input;
import org.cornu.layers.Value;
import org.cornu.losses.Objective;
import org.cornu.train.Fit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.FloatNdArray;
import tools.jackson.databind.JsonNode;

/**
 * Nets of several inputs and outputs, of a class for each step, of samples and classes with
 * weights: the figures of {@code fit}, {@code evaluate} and single batches, and the weights after.
 */
class SeveralGoldenTest {

  private static final double TOLERANCE = 1e-5;

  static Stream<Golden> runs() {
    return Golden.all("several");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void isAsInKeras(Golden golden) {
    Dataset data = data(golden);
    Fit fit = Fit.epochs(2).batchSize(4).validationSplit(.25).noShuffle();
    Map<Integer, Double> classes = new TreeMap<>();
    golden
        .at("class_weight")
        .forEach(each -> classes.put(each.get(0).intValue(), each.get(1).doubleValue()));

    try (Model model = net(golden).seed(1).compile(sgd(.05), objectives(golden))) {
      model.setWeights(weights(golden, model, "weights"));
      History history = model.fit(data, classes.isEmpty() ? fit : fit.classWeights(classes));
      List<Map<String, Double>> logs = history.epochs().stream().map(Epoch::logs).toList();
      assertFigures(logs, golden.at("history"));
      assertFigures(List.of(logs(model.evaluate(data))), golden.at("evaluated"));
      assertFigures(List.of(model.testOnBatch(data)), golden.at("tested"));
      assertFigures(List.of(model.trainOnBatch(data)), golden.at("trained"));
      assertNear(model.weights(), weights(golden, model, "trained_weights"), TOLERANCE);
    }
  }

  private static Map<String, Double> logs(Evaluation evaluation) {
    Map<String, Double> logs = new LinkedHashMap<>(Map.of("loss", evaluation.loss()));
    logs.putAll(evaluation.metrics());
    return logs;
  }

  private static Functional net(Golden golden) {
    if (golden.name().startsWith("two inputs")) {
      Input left = input(4).named("left");
      Input right = input(3).named("right");
      Value both = concatenate().on(dense(5).tanh().named("a").on(left), right);
      return Functional.of( // outputs by name in Keras, which sorts them
          List.of(left, right),
          dense(2).sigmoid().named("box").on(both),
          dense(3).softmax().named("digit").on(both));
    }
    if (golden.name().startsWith("steps")) {
      Input word = input(5, 4).named("left");
      return Functional.of(
          word, word.then(dense(6).tanh().named("a"), dense(3).softmax().named("tag")));
    }
    Input image = input(4).named("left");
    return Functional.of(
        image, image.then(dense(5).tanh().named("a"), dense(3).softmax().named("digit")));
  }

  private static Objective[] objectives(Golden golden) {
    if (!golden.name().startsWith("two inputs")) {
      return new Objective[] {
        objective(sparseCategoricalCrossentropy()).metrics(accuracy()).weightedMetrics(accuracy())
      };
    }
    Objective digit = objective("digit", sparseCategoricalCrossentropy()).metrics(accuracy());
    Objective box = objective("box", meanSquaredError()).weight(.3).metrics(binaryAccuracy());
    // The order of objectives need not be that of the outputs.
    return golden.name().endsWith("weighed")
        ? new Objective[] {
          digit.weightedMetrics(accuracy(), topKCategoricalAccuracy(2).named("top2")),
          box.weightedMetrics(binaryAccuracy())
        }
        : new Objective[] {digit, box};
  }

  private static Dataset data(Golden golden) {
    List<Part> inputs = new ArrayList<>();
    golden.at("x").forEach(each -> inputs.add(part(each)));
    List<Part> targets = new ArrayList<>();
    golden.at("y").forEach(each -> targets.add(part(each)));
    Dataset data =
        Dataset.of(inputs.toArray(Part[]::new)).withTargets(targets.toArray(Part[]::new));
    for (JsonNode each : golden.at("sample_weights")) {
      float[] weights = floats(Golden.array(each));
      data = data.withWeights(each.required("name").stringValue(), weights);
    }
    return data;
  }

  private static Part part(JsonNode json) {
    String name = json.required("name").stringValue();
    FloatNdArray values = Golden.array(json);
    int[] shape =
        IntStream.range(1, values.shape().numDimensions())
            .map(axis -> Math.toIntExact(values.shape().get(axis)))
            .toArray();
    float[] numbers = floats(values);
    if (!json.required("ids").booleanValue()) {
      return Part.floats(name, numbers, shape);
    }
    int[] ids = IntStream.range(0, numbers.length).map(i -> (int) numbers[i]).toArray();
    return Part.classes(name, ids, shape);
  }

  private static Map<String, FloatNdArray> weights(Golden golden, Model model, String field) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    Iterator<FloatNdArray> arrays = golden.arrays(field).iterator();
    model.weights().keySet().forEach(path -> weights.put(path, arrays.next()));
    return weights;
  }

  /** The same figures, each a list over the epochs. */
  private static void assertFigures(List<Map<String, Double>> logs, JsonNode expected) {
    List<String> names = new ArrayList<>();
    for (JsonNode figure : expected) {
      String name = figure.required("name").stringValue();
      names.add(name);
      float[] values = Golden.floats(figure.required("values"));
      assertThat(logs).as(name).hasSize(values.length);
      for (int i = 0; i < values.length; i++) {
        assertThat(logs.get(i)).containsKey(name);
        assertThat(logs.get(i).get(name))
            .as("%s, %s", name, i)
            .isCloseTo(values[i], within(TOLERANCE * Math.max(1, Math.abs(values[i]))));
      }
    }
    assertThat(logs.get(0).keySet()).containsExactlyInAnyOrderElementsOf(names);
  }
}
