package org.cornu.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.cornu.constraints.Constraints.maxNorm;
import static org.cornu.constraints.Constraints.nonNeg;
import static org.cornu.goldens.Tensors.floats;
import static org.cornu.layers.Layers.batchNormalization;
import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.regularizers.Regularizers.l1;
import static org.cornu.regularizers.Regularizers.l2;
import static org.cornu.regularizers.Regularizers.orthogonalRegularizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Resource;
import org.cornu.layers.Layer;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.regularizers.Regularizer;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Penalties and constraints of a net's weights, which are all -2 here. */
class PenaltiesTest {

  private static final Offset<Float> NEAR = Offset.offset(1e-5f);

  private static List<NetWeight> weights(Layer... layers) {
    return Net.chain(input(3), List.of(layers)).weights();
  }

  /** A weight of each path, all -2. */
  private static Map<String, Operand<TFloat32>> values(Ops tf, List<NetWeight> weights) {
    Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
    for (NetWeight weight : weights) {
      var sizes = tf.constant(weight.spec().shape().asArray());
      values.put(weight.path(), tf.fill(sizes, tf.constant(-2f)));
    }
    return values;
  }

  private static float[] run(Graph graph, Operand<TFloat32> fetched, Op... first) {
    try (Session session = new Session(graph)) {
      Stream.of(first).forEach(op -> session.runner().addTarget(op).run().close());
      try (Result result = session.runner().fetch(fetched).run()) {
        return floats((TFloat32) result.get(0));
      }
    }
  }

  @Test
  void penaltiesOfTrainedWeightsAreAdded() {
    List<NetWeight> weights =
        weights(
            dense(2).kernelRegularizer(l2(0.1)).biasRegularizer(l1(0.5)).named("a"),
            batchNormalization().gammaRegularizer(l2(0.25)).named("b"),
            dense(2).kernelRegularizer(l2(7)).named("frozen").frozen());
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Penalties penalties = Penalties.of(tf, weights, values(tf, weights)::get);
      assertThat(penalties.each()).containsOnlyKeys("a/kernel", "a/bias", "b/gamma");
      // 0.1 * 6 * 4, 0.5 * 2 * 2, 0.25 * 2 * 4.
      assertThat(run(graph, penalties.sum(tf).orElseThrow())[0]).isCloseTo(6.4f, NEAR);
    }
  }

  @Test
  void aNetWithoutPenaltiesHasNone() {
    List<NetWeight> weights = weights(dense(2));
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Map<String, Operand<TFloat32>> gradients = values(tf, weights);
      Penalties penalties = Penalties.of(tf, weights, gradients::get);
      assertThat(penalties.sum(tf)).isEmpty();
      assertThat(penalties.added(tf, gradients)).isEqualTo(gradients);
    }
  }

  @Test
  void theirGradientsAreAddedToTheLosses() {
    List<NetWeight> weights =
        weights(dense(2).kernelRegularizer(l2(0.1)).biasRegularizer(l1(0.5)).named("a"));
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Penalties penalties = Penalties.of(tf, weights, values(tf, weights)::get);
      Operand<TFloat32> ofLoss = tf.fill(tf.array(3, 2), tf.constant(10f));
      Map<String, Operand<TFloat32>> sums = penalties.added(tf, Map.of("a/kernel", ofLoss));
      assertThat(run(graph, sums.get("a/kernel"))).hasSize(6).containsOnly(10 - 0.1f * 2 * 2);
      assertThat(run(graph, sums.get("a/bias"))).containsOnly(-0.5f);
    }
  }

  @Test
  void aFactorOfZeroHasNoGradient() {
    List<NetWeight> weights = weights(dense(2).kernelRegularizer(l2(0)).named("a"));
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Penalties penalties = Penalties.of(tf, weights, values(tf, weights)::get);
      assertThat(penalties.added(tf, Map.of())).isEmpty();
      assertThat(run(graph, penalties.sum(tf).orElseThrow())).containsExactly(0);
    }
  }

  @Test
  void aWeightThatStopsGradientsHasNone() {
    Regularizer stopped = (tf, x) -> l2().penalty(tf, tf.stopGradient(x));
    List<NetWeight> weights = weights(dense(2).kernelRegularizer(stopped).named("a"));
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Penalties penalties = Penalties.of(tf, weights, values(tf, weights)::get);
      assertThat(penalties.added(tf, Map.of())).isEmpty();
    }
  }

  @Test
  void aPenaltyThatAWeightCannotHaveIsRefusedAtItsPlace() {
    List<NetWeight> weights =
        Net.chain(
                input(4, 4, 1),
                List.of(conv2d(2, 2).kernelRegularizer(orthogonalRegularizer()).named("c")))
            .weights();
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Map<String, Operand<TFloat32>> values = values(tf, weights);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Penalties.of(tf, weights, values::get))
          .withMessageStartingWith("weight \"c/kernel\": orthogonalRegularizer needs a matrix");
    }
  }

  @Test
  void whatNoGradientReachesStaysWhereItIs() {
    List<NetWeight> weights = weights(dense(2).kernelConstraint(nonNeg()));
    try (Graph graph = new Graph()) {
      assertThat(Penalties.constrain(GraphOps.of(graph), weights, path -> null, Map.of()))
          .isEmpty();
    }
  }

  @Test
  void constraintsHoldAfterTheUpdateOfTrainedWeights() {
    List<NetWeight> weights =
        weights(
            dense(2).kernelConstraint(maxNorm(1)).biasConstraint(nonNeg()).named("a"),
            dense(2).kernelConstraint(nonNeg()).named("frozen").frozen());
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Map<String, Resource<TFloat32>> variables = new LinkedHashMap<>();
      Map<String, Op> updates = new LinkedHashMap<>();
      values(tf, weights)
          .forEach(
              (path, value) -> {
                Shape shape = value.shape();
                var variable = Resource.add(tf, path, shape, TFloat32.class);
                variables.put(path, variable);
                updates.put(path, tf.assignVariableOp(variable.handle(), value));
              });
      List<Op> put = Penalties.constrain(tf, weights, variables::get, updates);
      assertThat(put).hasSize(2);
      Op step = tf.withControlDependencies(put).noOp();
      float norm = (float) Math.sqrt(3);
      for (float each : run(graph, variables.get("a/kernel").read(tf), step)) {
        assertThat(each).isCloseTo(-1 / norm, NEAR);
      }
      assertThat(run(graph, variables.get("a/bias").read(tf), step)).containsOnly(0);
    }
  }
}
