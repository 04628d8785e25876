package org.cornu.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.filled;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.of;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.layers.Layers.add;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.tanh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.layers.Input;
import org.cornu.layers.UnaryLayer;
import org.cornu.layers.Value;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.net.NetWeight;
import org.cornu.random.Seed;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;

/** Node by node the gradient must be that of the whole, also where a net branches. */
class BackwardTest {

  /** relu(w1 x) + relu(w2 relu(w1 x)). */
  private static Net residual(int size) {
    Input x = input(size);
    Value first = x.then(dense(size).noBias().named("w1"), relu());
    Value second = first.then(dense(size).noBias().named("w2"), relu());
    return Net.of(List.of(x), List.of(add().on(first, second)));
  }

  /** Its input, through which no gradient may flow. */
  private record Wall() implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      scope.gradient(
          dy -> {
            throw new AssertionError("a gradient flows where nothing trainable lies behind");
          });
      return scope.tf().identity(x);
    }
  }

  @Test
  void theTwoPathsOfAResidualAreAdded() {
    Map<String, FloatNdArray> weights =
        Map.of("w1/kernel", of(Shape.of(1, 1), 1), "w2/kernel", of(Shape.of(1, 1), 3));

    var gradients =
        NetRun.of(residual(1), weights)
            .training(of(Shape.of(1, 1), 1), of(Shape.of(1, 1), 1))
            .gradients();

    assertThat(floats(gradients.get("w1/kernel"))).containsExactly(4);
    assertThat(floats(gradients.get("w2/kernel"))).containsExactly(1);
  }

  @Test
  void aResidualNetHasTheGradientOfTheWhole() {
    assertEqualsWhole(residual(6), "w1/kernel", "w2/kernel");
  }

  @Test
  void aValueReadTwiceHasTheGradientOfTheWhole() {
    Input x = input(6);
    Value stem = dense(5).named("stem").on(x);
    Value sum = add().on(relu().on(stem), tanh().on(stem), stem, stem);
    Net net = Net.of(List.of(x), List.of(dense(4).tanh().named("head").on(sum)));

    assertEqualsWhole(net, "stem/kernel", "stem/bias", "head/kernel", "head/bias");
  }

  @Test
  void frozenNodesPassTheGradientOnWithoutOneOfTheirOwn() {
    Net net =
        Net.chain(
            input(6),
            List.of(
                dense(5).named("first"),
                dense(5).relu().named("still").frozen(),
                dense(4).named("last")));

    assertEqualsWhole(net, "first/kernel", "first/bias", "last/kernel", "last/bias");
  }

  @Test
  void theFlowStopsWhereNothingTrainableLiesBehind() {
    Net net =
        Net.chain(
            input(3), List.of(new Wall(), dense(3).frozen(), new Wall(), dense(2).named("last")));

    var gradients =
        NetRun.of(net).training(scattered(Shape.of(4, 3)), filled(Shape.of(4, 2), 1)).gradients();

    assertThat(gradients).containsOnlyKeys("last/kernel", "last/bias");
  }

  @Test
  void whatLiesBehindTheLosssValueHasNoGradient() {
    Net net = Net.chain(input(3), List.of(dense(3).named("read"), dense(2).named("unread")));
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Forward forward = forward(tf, net, new LinkedHashMap<>());
      var dOutput = tf.onesLike(Spec.floats(forward.values().get(1)));

      assertThat(new Backward(tf, forward.calls(), Map.of(1, dOutput)).weights())
          .containsOnlyKeys("read/kernel", "read/bias");
    }
  }

  @Test
  void aWeightReadByTwoNodesHasTheSumOfBothGradients() {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Operand<TFloat32> x = tf.constantOf(tensor(scattered(Shape.of(4, 3))));
      Operand<TFloat32> w = tf.constantOf(tensor(scattered(Shape.of(3, 3))));
      Operand<TFloat32> first = tf.identity(x);
      Operand<TFloat32> w1 = tf.identity(w);
      Operand<TFloat32> y = tf.math.tanh(tf.linalg.matMul(first, w1));
      Operand<TFloat32> second = tf.identity(y);
      Operand<TFloat32> w2 = tf.identity(w);
      Operand<TFloat32> z = tf.linalg.matMul(second, w2);
      List<Emitted> calls =
          List.of(emitted("first", 0, first, w1, y), emitted("second", 1, second, w2, z));

      var byNode = new Backward(tf, calls, Map.of(2, tf.onesLike(z))).weights();
      var whole = tf.gradients(z, List.of(w), Gradients.dx(List.of(tf.onesLike(z))));

      assertNear("w", fetch(graph, byNode.get("w")), fetch(graph, whole.<TFloat32>dy(0)), 1e-6);
    }
  }

  /** A call that reads a value and the weight, and gives the next value. */
  private static Emitted emitted(
      String name,
      int value,
      Operand<TFloat32> copy,
      Operand<TFloat32> weight,
      Operand<TFloat32> output) {
    return new Emitted(
        name,
        name,
        List.of(value),
        value + 1,
        List.of(copy),
        Map.of("w", weight),
        List.of(output),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static void assertEqualsWhole(Net net, String... trained) {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
      Forward forward = forward(tf, net, reads);
      Shape output = Shape.of(4).append(net.outputShape());
      Operand<TFloat32> dOutput = tf.constantOf(tensor(scattered(output)));

      var byNode =
          new Backward(tf, forward.calls(), Map.of(net.outputs().get(0), dOutput)).weights();

      assertThat(byNode).containsOnlyKeys(trained);
      List<Operand<TFloat32>> sources = new ArrayList<>();
      List.of(trained).forEach(path -> sources.add(reads.get(path)));
      var whole = tf.gradients(forward.given().get(0), sources, Gradients.dx(List.of(dOutput)));
      for (int i = 0; i < trained.length; i++) {
        float[] expected = fetch(graph, whole.<TFloat32>dy(i));
        assertNear(trained[i], fetch(graph, byNode.get(trained[i])), expected, 1e-6);
      }
    }
  }

  private static Forward forward(Ops tf, Net net, Map<String, Operand<TFloat32>> reads) {
    for (NetWeight weight : net.weights()) {
      reads.put(weight.path(), tf.constantOf(tensor(scattered(weight.spec().shape()))));
    }
    Operand<TFloat32> x = tf.constantOf(tensor(scattered(Shape.of(4).append(net.input().shape()))));
    Pass pass = Pass.training(tf, new Seed(1), tf.constant(0L));
    return Forward.emit(net, pass, List.of(x), (ops, path) -> reads.get(path));
  }

  private static TFloat32 tensor(FloatNdArray array) {
    return TFloat32.tensorOf(array);
  }

  private static float[] fetch(Graph graph, Operand<TFloat32> operand) {
    try (Session session = new Session(graph)) {
      Runner runner = session.runner().fetch(operand);
      try (Result result = runner.run()) {
        return floats((TFloat32) result.get(0));
      }
    }
  }
}
