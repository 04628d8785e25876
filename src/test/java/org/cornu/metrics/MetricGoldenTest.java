package org.cornu.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.floats;

import java.util.Set;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.goldens.Tensors;
import org.cornu.graph.GraphOps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import tools.jackson.databind.JsonNode;

/** Each metric over several batches against Keras's numbers. */
class MetricGoldenTest {

  /** Keras's word is no threshold's, and binary for one output alone. */
  private static final Set<String> NOT_BY_WORD =
      Set.of("binary accuracy, 3 wide", "binary accuracy, threshold 0.3");

  static Stream<Golden> metrics() {
    return Golden.all("metrics");
  }

  static Stream<Golden> accuracies() {
    return metrics()
        .filter(golden -> golden.name().contains("accuracy"))
        .filter(golden -> !NOT_BY_WORD.contains(golden.name()));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void givesKerassValueOverAllBatches(Golden golden) {
    assertGives(golden, Keras.metric(golden));
  }

  @ParameterizedTest
  @MethodSource("accuracies")
  void accuracyIsWhatTheOutputMakesIt(Golden golden) {
    assertGives(golden, Metrics.accuracy());
  }

  private static void assertGives(Golden golden, Metric metric) {
    double[] sums = new double[2];
    int numbers = 0;
    for (JsonNode batch : golden.at("batches")) {
      FloatNdArray output = Golden.array(batch.required("y_pred"));
      FloatNdArray truth = Golden.array(batch.required("y_true"));
      boolean classes = truth.rank() < output.rank();
      add(sums, metric, classes ? Tensors.oneHot(truth, output.shape()) : truth, output);
      numbers += Math.toIntExact(output.shape().get(0));
    }

    // Keras divides in float32.
    assertThat(metric.result(sums)).isCloseTo(golden.number("value"), within(1e-7));
    assertThat(sums[1]).as("samples").isEqualTo(numbers);
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aSampleOfManyStepsCountsAsOneOfFew(Golden golden) {
    Metric metric = Keras.metric(golden);
    JsonNode batch = golden.at("batches").get(0);
    FloatNdArray output = Golden.array(batch.required("y_pred"));
    FloatNdArray truth = Golden.array(batch.required("y_true"));
    FloatNdArray target =
        truth.rank() < output.rank() ? Tensors.oneHot(truth, output.shape()) : truth;
    double[] rows = new double[2];
    double[] steps = new double[2];

    add(rows, metric, target, output);
    add(steps, metric, asSteps(target), asSteps(output));

    assertThat(steps[1]).isEqualTo(1);
    assertThat(metric.result(steps)).isCloseTo(metric.result(rows), within(1e-6));
  }

  /** (samples, width) to (1, samples, width). */
  private static FloatNdArray asSteps(FloatNdArray rows) {
    return Tensors.of(Shape.of(1).append(rows.shape()), floats(rows));
  }

  private static void add(double[] sums, Metric metric, FloatNdArray target, FloatNdArray output) {
    try (Graph graph = new Graph();
        TFloat32 targetTensor = TFloat32.tensorOf(target);
        TFloat32 outputTensor = TFloat32.tensorOf(output)) {
      Ops tf = GraphOps.of(graph);
      Operand<TFloat32> y = tf.placeholder(TFloat32.class, Placeholder.shape(target.shape()));
      Operand<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(output.shape()));
      try (Session session = new Session(graph);
          Result result =
              session
                  .runner()
                  .feed(y, targetTensor)
                  .feed(x, outputTensor)
                  .fetch(metric.sums(tf, y, x))
                  .run()) {
        float[] batch = floats((TFloat32) result.get(0));
        assertThat(batch).hasSameSizeAs(sums);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += batch[i];
        }
      }
    }
  }

  @Test
  void refusesMoreGuessesThanClasses() {
    assertThatThrownBy(() -> Metrics.topKCategoricalAccuracy(5).checkOutput(Shape.of(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metric top_k_categorical_accuracy needs k of at most the 3 classes, got 5");
    assertThatThrownBy(
            () -> Metrics.topKCategoricalAccuracy(4).named("top_4").checkOutput(Shape.of(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("metric top_4", "3 classes", "got 4");
    assertThatThrownBy(() -> Metrics.topKCategoricalAccuracy(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("topKCategoricalAccuracy", "k of 1 or more", "got 0");
  }

  @Test
  void refusesAChoiceAmongOneClass() {
    assertThatThrownBy(() -> Metrics.categoricalAccuracy().named("right").checkOutput(Shape.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("metric right", "2 or more classes", "got 1", "accuracy()");
    assertThatThrownBy(() -> Metrics.binaryAccuracy().threshold(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("binaryAccuracy", "finite threshold", "got NaN");
  }

  @Test
  void aNameOfTheUsersReplacesKerass() {
    assertThat(Metrics.topKCategoricalAccuracy(3).name()).isEqualTo("top_k_categorical_accuracy");
    assertThat(Metrics.topKCategoricalAccuracy(3).named("top_3").name()).isEqualTo("top_3");
    assertThatThrownBy(() -> Metrics.topKCategoricalAccuracy(3).named("top 3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("metric's name", "letters, digits", "got \"top 3\"");
  }
}
