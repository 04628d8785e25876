package org.cornu.losses;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Each loss and its gradient against Keras's numbers. */
class LossGoldenTest {

  private static final double TOLERANCE = 1e-5;

  static Stream<Golden> losses() {
    return Golden.all("losses");
  }

  @ParameterizedTest
  @MethodSource("losses")
  void givesKerassValueAndGradient(Golden golden) {
    FloatNdArray output = golden.array("y_pred");
    FloatNdArray target = target(golden.array("y_true"), output);
    try (Graph graph = new Graph();
        TFloat32 targetTensor = TFloat32.tensorOf(target);
        TFloat32 outputTensor = TFloat32.tensorOf(output)) {
      Ops tf = GraphOps.of(graph);
      Operand<TFloat32> y = placeholder(tf, target);
      Operand<TFloat32> x = placeholder(tf, output);
      Operand<TFloat32> each = Keras.loss(golden).perSample(tf, y, x);
      assertThat(each.shape()).isEqualTo(output.shape().take(output.rank() - 1));
      Operand<TFloat32> mean =
          tf.math.mean(each, tf.constant(IntStream.range(0, output.rank() - 1).toArray()));
      try (Session session = new Session(graph);
          Result result =
              session
                  .runner()
                  .feed(y, targetTensor)
                  .feed(x, outputTensor)
                  .fetch(mean)
                  .fetch(tf.gradients(mean, List.of(x)).dy(0))
                  .run()) {
        assertNear(
            "value",
            floats((TFloat32) result.get(0)),
            new float[] {(float) golden.number("value")},
            TOLERANCE);
        assertNear("gradient", (TFloat32) result.get(1), golden.array("gradient"), TOLERANCE);
      }
    }
  }

  private static Operand<TFloat32> placeholder(Ops tf, FloatNdArray array) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(array.shape()));
  }

  /** Class indices become one-hot rows, as {@link Loss#perSample} takes them. */
  private static FloatNdArray target(FloatNdArray truth, FloatNdArray output) {
    return truth.rank() == output.rank() ? truth : Tensors.oneHot(truth, output.shape());
  }
}
