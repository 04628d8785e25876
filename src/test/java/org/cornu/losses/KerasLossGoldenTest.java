package org.cornu.losses;

import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.goldens.Tensors;
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

/**
 * Every loss with every option, as a step takes it: the mean by samples' weights, and its gradient.
 */
class KerasLossGoldenTest {

  private static final double TOLERANCE = 1e-5;

  static Stream<Golden> losses() {
    return Golden.all("keras_losses");
  }

  @ParameterizedTest
  @MethodSource("losses")
  void givesKerassValueAndGradient(Golden golden) {
    FloatNdArray output = golden.array("y_pred");
    FloatNdArray weights =
        golden.has("sample_weight")
            ? golden.array("sample_weight")
            : Tensors.filled(output.shape().take(1), 1);
    try (Graph graph = new Graph();
        TFloat32 fed = TFloat32.tensorOf(output)) {
      Ops tf = GraphOps.of(graph);
      Operand<TFloat32> x = tf.placeholder(TFloat32.class, batches(output.shape()));
      Operand<TFloat32> each = each(tf, Keras.loss(golden), golden.array("y_true"), x);
      int rank = each.shape().numDimensions();
      Operand<TFloat32> samples =
          rank == 1 ? each : tf.math.mean(each, tf.constant(IntStream.range(1, rank).toArray()));
      Operand<TFloat32> weighed = tf.math.mul(samples, tf.constant(floats(weights)));
      Operand<TFloat32> mean = tf.math.mean(weighed, tf.constant(0));
      Operand<TFloat32> loss =
          Keras.loss(golden).dividesByWeights()
              ? tf.math.div(mean, tf.constant(mean(floats(weights))))
              : mean;
      try (Session session = new Session(graph);
          Result result =
              session
                  .runner()
                  .feed(x, fed)
                  .fetch(loss)
                  .fetch(tf.gradients(loss, List.of(x)).dy(0))
                  .run()) {
        float[] value = {(float) golden.number("value")};
        assertNear("value", floats((TFloat32) result.get(0)), value, TOLERANCE);
        assertNear("gradient", (TFloat32) result.get(1), golden.array("gradient"), TOLERANCE);
      }
    }
  }

  private static float mean(float[] weights) {
    float sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum / weights.length;
  }

  private static Operand<TFloat32> each(
      Ops tf, Loss loss, FloatNdArray truth, Operand<TFloat32> x) {
    Operand<TFloat32> y =
        tf.reshape(tf.constant(floats(truth)), tf.constant(truth.shape().asArray()));
    return loss.readsClassIds()
        ? loss.perSampleOfIds(tf, tf.dtypes.cast(y, TInt32.class), x)
        : loss.perSample(tf, y, x);
  }

  /** As a net's: how many samples there are is open. */
  private static Placeholder.Options batches(Shape shape) {
    long[] sizes = shape.asArray();
    sizes[0] = Shape.UNKNOWN_SIZE;
    return Placeholder.shape(Shape.of(sizes));
  }
}
