package org.cornu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.ANY;
import static org.cornu.layers.Layers.einsumDense;
import static org.cornu.layers.Layers.embedding;
import static org.cornu.layers.Layers.input;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.graph.Backward;
import org.cornu.graph.DType;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Pass;
import org.cornu.graph.Spec;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.net.NetWeight;
import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** Embeddings of integers against Keras's numbers, and first values of products by equations. */
class EmbeddingTest {

  static Stream<Golden> embeddings() {
    return Golden.all("embeddings");
  }

  @ParameterizedTest
  @MethodSource("embeddings")
  void givesKerassVectorsGradientsAndMask(Golden golden) {
    for (DType dtype : List.of(DType.INT32, DType.INT64, DType.FLOAT32)) {
      check(golden, dtype);
    }
  }

  private static void check(Golden golden, DType dtype) {
    FloatNdArray ids = golden.array("input");
    Net net =
        Net.chain(
            input(ids.shape().tail().asArray()).dtype(dtype),
            List.of(Keras.layer(golden.at("keras")).named("layer")));
    Map<String, FloatNdArray> weights = golden.named("layer/", "weights");
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Operand<? extends TType> x = tf.dtypes.cast(constant(tf, ids), dtype.type());
      Forward forward =
          Forward.emit(
              net,
              Pass.training(tf, new Seed(1), tf.constant(0L)),
              List.of(x),
              (ops, path) -> constant(ops, weights.get(path)));
      Operand<TFloat32> y = Spec.floats(forward.given().get(0));
      Operand<TFloat32> dy = constant(tf, golden.array("cotangent"));
      var gradients = new Backward(tf, forward.calls(), Map.of(net.outputs().get(0), dy)).weights();
      try (Session session = new Session(graph)) {
        assertNear("output", fetched(session, y), golden.array("output"), 1e-6);
        assertNear(
            "gradient",
            fetched(session, gradients.get("layer/embeddings")),
            golden.named("", "weight_gradients").get("embeddings"),
            1e-6);
        var mask = forward.masks().get(net.outputs().get(0));
        assertThat(mask == null).isEqualTo(golden.at("mask").isNull());
        if (mask != null) {
          assertNear(
              "mask",
              fetched(session, tf.dtypes.cast(mask, TFloat32.class)),
              golden.array("mask"),
              0);
        }
      }
    }
  }

  private static Operand<TFloat32> constant(Ops tf, FloatNdArray values) {
    return tf.reshape(tf.constant(floats(values)), tf.constant(values.shape().asArray()));
  }

  private static FloatNdArray fetched(Session session, Operand<TFloat32> operand) {
    try (var result = session.runner().fetch(operand).run()) {
      TFloat32 tensor = (TFloat32) result.get(0);
      return org.cornu.goldens.Tensors.of(tensor.shape(), floats(tensor));
    }
  }

  @Test
  void aKernelByEquationHasTheFansOfItsAxes() {
    Net net = Net.chain(input(7, 3, 20), List.of(einsumDense("abcd,cdef->abef", ANY, 50, 4)));
    NetWeight kernel = net.weights().get(0);
    Shape shape = kernel.spec().shape();
    assertThat(shape).isEqualTo(Shape.of(3, 20, 50, 4));
    float[] values = kernel.spec().initializer().values(shape, new Seed(1).draws("w", "k", 0));
    double most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    // 60 in, 200 out; by the places of the axes it would be 3,000 in and 240 out.
    double limit = Math.sqrt(6.0 / (60 + 200));
    assertThat(values).hasSize(12_000);
    assertThat(most).isLessThanOrEqualTo(limit).isGreaterThan(0.99 * limit);
  }

  /** TensorFlow 2.18 computes the equation as it stands wrong, by NumPy's numbers. */
  @Test
  void dotsStandForAnyNumberOfAxes() {
    FloatNdArray x = scattered(Shape.of(3, 7, 6, 4));
    Map<String, FloatNdArray> kernel = Map.of("layer/kernel", scattered(Shape.of(4, 3)));
    FloatNdArray cotangent = scattered(Shape.of(3, 7, 6, 3));
    NetRun.Outcome dense = run(Layers.dense(3).noBias(), x, kernel, cotangent);
    NetRun.Outcome dots = run(einsumDense("...b,bc->...c", 3), x, kernel, cotangent);
    assertNear("output", dots.output(), dense.output(), 1e-6);
    assertNear(dots.gradients(), dense.gradients(), 1e-5);
  }

  private static NetRun.Outcome run(
      Layer layer, FloatNdArray x, Map<String, FloatNdArray> weights, FloatNdArray cotangent) {
    Net net = Net.chain(input(x.shape().tail().asArray()), List.of(layer.named("layer")));
    return NetRun.of(net, weights).training(x, cotangent);
  }

  @Test
  void equationsAreChecked() {
    refused(() -> einsumDense("ab,bc", 3), "an equation like ab,bc->ac");
    refused(() -> einsumDense("...ab,bc->ac", 3), "an equation like ab,bc->ac");
    refused(() -> einsum("abc,cd->abd", 3), "an output shape of 2 sizes");
    refused(() -> einsum("ab,bc->ac", 3), "an input of 2 axes, the batch counted");
    refused(() -> einsum("abc,xd->abd", ANY, 3), "each axis of the kernel in input or output");
    refused(() -> einsum("abc,cd->abz", ANY, 3), "each axis of the output in input or kernel");
    refused(() -> einsum("abc,cd->abd", 9, 3), "the input's size of axis b");
    refused(
        () -> Net.chain(input(5, 4), List.of(einsumDense("abc,cd->abd", ANY, 3).biasAxes("x"))),
        "a bias along axes of its output");
    refused(() -> embedding(0, 3), "a vocabulary of 1 or more");
  }

  private static void einsum(String equation, long... output) {
    Net.chain(input(5, 4), List.of(einsumDense(equation, output)));
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
  }
}
