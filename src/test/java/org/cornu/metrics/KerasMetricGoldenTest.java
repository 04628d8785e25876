package org.cornu.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.goldens.Tensors.floats;

import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.graph.GraphOps;
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
import org.tensorflow.types.TInt32;
import tools.jackson.databind.JsonNode;

/** Every metric with every option over batches of several sizes, some with samples' weights. */
class KerasMetricGoldenTest {

  static Stream<Golden> metrics() {
    return Golden.all("keras_metrics");
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void givesKerassValueOverAllBatches(Golden golden) {
    Metric metric = Keras.metric(golden);
    double[] sums = null;
    for (JsonNode batch : golden.at("batches")) {
      float[] more = sums(metric, batch);
      sums = sums == null ? new double[more.length] : sums;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += more[i];
      }
    }

    // Keras adds up and divides in float32.
    double value = golden.number("value");
    assertThat(metric.result(sums)).isCloseTo(value, within(3e-6 * Math.max(1, Math.abs(value))));
  }

  private static float[] sums(Metric metric, JsonNode batch) {
    FloatNdArray output = Golden.array(batch.required("y_pred"));
    FloatNdArray truth = Golden.array(batch.required("y_true"));
    try (Graph graph = new Graph();
        TFloat32 fed = TFloat32.tensorOf(output)) {
      Ops tf = GraphOps.of(graph);
      Operand<TFloat32> x = tf.placeholder(TFloat32.class, open(output.shape()));
      metric.checkOutput(x.shape().tail());
      Operand<TFloat32> y =
          tf.reshape(tf.constant(floats(truth)), tf.constant(truth.shape().asArray()));
      Operand<TInt32> ids = tf.dtypes.cast(y, TInt32.class);
      boolean sparse = truth.rank() < output.rank();
      Operand<TFloat32> sums;
      if (batch.has("sample_weight")) {
        Operand<TFloat32> weights =
            tf.constant(Golden.floats(batch.required("sample_weight").required("data")));
        sums =
            sparse
                ? metric.weightedSumsOfIds(tf, ids, x, weights)
                : metric.weightedSums(tf, y, x, weights);
      } else {
        sums = sparse ? metric.sumsOfIds(tf, ids, x) : metric.sums(tf, y, x);
      }
      assertThat(sums.shape().hasUnknownDimension()).as("sums of unknown number").isFalse();
      try (Session session = new Session(graph);
          Result result = session.runner().feed(x, fed).fetch(sums).run()) {
        return floats((TFloat32) result.get(0));
      }
    }
  }

  private static Placeholder.Options open(Shape shape) {
    long[] sizes = shape.asArray();
    sizes[0] = Shape.UNKNOWN_SIZE;
    return Placeholder.shape(Shape.of(sizes));
  }
}
