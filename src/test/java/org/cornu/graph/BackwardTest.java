package org.cornu.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.goldens.Tensors.assertNear;
import static org.cornu.goldens.Tensors.filled;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.goldens.Tensors.of;
import static org.cornu.goldens.Tensors.scattered;
import static org.cornu.graph.DTypePolicy.FLOAT32;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.layers.Layers.relu;
import static org.cornu.layers.Layers.tanh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.layers.Layer;
import org.cornu.layers.UnaryLayer;
import org.cornu.net.Forward;
import org.cornu.net.Net;
import org.cornu.net.NetRun;
import org.cornu.net.NetWeight;
import org.cornu.net.Node;
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
    return new Net(
        input(size),
        List.of(
            new Node("w1", dense(size).noBias(), true, FLOAT32, List.of(0)),
            new Node("relu1", relu(), true, FLOAT32, List.of(1)),
            new Node("w2", dense(size).noBias(), true, FLOAT32, List.of(2)),
            new Node("relu2", relu(), true, FLOAT32, List.of(3)),
            new Node("sum", new Sum(), true, FLOAT32, List.of(2, 4))));
  }

  /** The sum of its inputs, however many. */
  private record Sum() implements Layer {

    @Override
    public Shape outputShape(List<Shape> inputs) {
      return inputs.get(0);
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, List<Operand<TFloat32>> inputs) {
      return scope.tf().math.addN(inputs);
    }
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
    Net net =
        new Net(
            input(6),
            List.of(
                new Node("stem", dense(5), true, FLOAT32, List.of(0)),
                new Node("left", relu(), true, FLOAT32, List.of(1)),
                new Node("right", tanh(), true, FLOAT32, List.of(1)),
                new Node("sum", new Sum(), true, FLOAT32, List.of(2, 3, 1, 1)),
                new Node("head", dense(4).tanh(), true, FLOAT32, List.of(4))));

    assertEqualsWhole(net, "stem/kernel", "stem/bias", "head/kernel", "head/bias");
  }

  @Test
  void frozenNodesPassTheGradientOnWithoutOneOfTheirOwn() {
    Net net =
        new Net(
            input(6),
            List.of(
                new Node("first", dense(5), true, FLOAT32, List.of(0)),
                new Node("still", dense(5).relu(), false, FLOAT32, List.of(1)),
                new Node("last", dense(4), true, FLOAT32, List.of(2))));

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
      var dOutput = tf.onesLike(forward.values().get(1));

      assertThat(new Backward(tf, forward.calls(), 1, dOutput).weights())
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
      List<Call> calls =
          List.of(
              new Call("first", List.of(0), List.of(first), Map.of("w", w1), y, Optional.empty()),
              new Call(
                  "second", List.of(1), List.of(second), Map.of("w", w2), z, Optional.empty()));

      var byNode = new Backward(tf, calls, 2, tf.onesLike(z)).weights();
      var whole = tf.gradients(z, List.of(w), Gradients.dx(List.of(tf.onesLike(z))));

      assertNear("w", fetch(graph, byNode.get("w")), fetch(graph, whole.<TFloat32>dy(0)), 1e-6);
    }
  }

  private static void assertEqualsWhole(Net net, String... trained) {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
      Forward forward = forward(tf, net, reads);
      Shape output = Shape.of(4).append(net.outputShape());
      Operand<TFloat32> dOutput = tf.constantOf(tensor(scattered(output)));

      var byNode = new Backward(tf, forward.calls(), net.nodes().size(), dOutput).weights();

      assertThat(byNode).containsOnlyKeys(trained);
      List<Operand<TFloat32>> sources = new ArrayList<>();
      List.of(trained).forEach(path -> sources.add(reads.get(path)));
      var whole = tf.gradients(forward.output(), sources, Gradients.dx(List.of(dOutput)));
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
    return Forward.emit(net, pass, x, (ops, path) -> reads.get(path));
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
