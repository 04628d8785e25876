package org.cornu.optimizers;

import static org.cornu.goldens.Tensors.assertNear;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Keras;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Resource;
import org.cornu.graph.Variable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;
import tools.jackson.databind.JsonNode;

/** Each optimizer step by step against Keras's numbers. */
class OptimizerGoldenTest {

  static Stream<Golden> optimizers() {
    return Golden.all("optimizers");
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void movesTheWeightsAsKerasDoes(Golden golden) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Steps steps = new Steps(graph, session, Keras.optimizer(golden), golden.arrays("weights"));
      int step = 0;
      for (JsonNode point : golden.at("trace")) {
        while (step < point.required("step").intValue()) {
          steps.take(Golden.arrays(golden.at("gradients").get(step)), step++);
        }
        List<FloatNdArray> expected = Golden.arrays(point.required("weights"));
        for (int i = 0; i < expected.size(); i++) {
          String what = "weight %d after step %d".formatted(i, step);
          assertNear(what, steps.weight(i), expected.get(i), 1e-5);
        }
      }
    }
  }

  /** Some variables with an optimizer that is fed their gradients. */
  private static final class Steps {

    private final Session session;
    private final List<Variable<TFloat32>> weights = new ArrayList<>();
    private final List<Operand<TFloat32>> gradients = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();
    private final Operand<TInt64> iteration;

    Steps(Graph graph, Session session, Optimizer optimizer, List<FloatNdArray> start) {
      this.session = session;
      Ops tf = GraphOps.of(graph);
      iteration = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
      UpdateOptions options = optimizer.options();
      Operand<TFloat32> rate = rate(tf, options.learningRate());
      Optimizer.Rule rule = optimizer.rule(tf, new Clock(rate, iteration, Map.of()));
      Map<String, Operand<TFloat32>> fed = new LinkedHashMap<>();
      for (FloatNdArray values : start) {
        Operand<TFloat32> gradient =
            tf.placeholder(TFloat32.class, Placeholder.shape(values.shape()));
        fed.put("weight" + gradients.size(), gradient);
        gradients.add(gradient);
      }
      Map<String, Operand<TFloat32>> clipped = options.clip(tf, fed);
      for (FloatNdArray values : start) {
        Shape shape = values.shape();
        Variable<TFloat32> weight = variable(tf, "weight" + weights.size(), values);
        Map<String, Operand<? extends TType>> slots = new LinkedHashMap<>();
        for (Slot slot : optimizer.slots(Map.of(weight.resource().name(), shape))) {
          slots.put(slot.name(), variable(tf, slot.key(), NdArrays.ofFloats(shape)).handle());
        }
        Operand<TFloat32> gradient = clipped.get("weight" + weights.size());
        Ops after = decayed(tf, weight, options, rate);
        weights.add(weight);
        Target target = new Target("", shape, weight.handle(), slots, gradient);
        updates.add(rule.apply(after, target));
      }
    }

    private static Ops decayed(
        Ops tf, Variable<TFloat32> weight, UpdateOptions options, Operand<TFloat32> rate) {
      if (options.weightDecay().isEmpty()) {
        return tf;
      }
      Operand<TFloat32> share = tf.constant((float) options.weightDecay().getAsDouble());
      Operand<TFloat32> lost = tf.math.mul(tf.math.mul(weight.resource().read(tf), share), rate);
      return tf.withControlDependencies(tf.assignSubVariableOp(weight.handle(), lost));
    }

    private Operand<TFloat32> rate(Ops tf, LearningRate learningRate) {
      return learningRate instanceof LearningRate.Scheduled scheduled
          ? scheduled.schedule().rate(tf, iteration)
          : tf.constant((float) learningRate.after(0));
    }

    private Variable<TFloat32> variable(Ops tf, String name, FloatNdArray values) {
      Variable<TFloat32> variable =
          Variable.of(tf, Resource.add(tf, name, values.shape(), TFloat32.class));
      Runner runner = session.runner();
      try (TFloat32 tensor = TFloat32.tensorOf(values)) {
        runner.feed(variable.fed(), tensor).addTarget(variable.assign());
        runner.run().close();
      }
      return variable;
    }

    void take(List<FloatNdArray> values, long taken) {
      Runner runner = session.runner();
      List<TFloat32> tensors = values.stream().map(TFloat32::tensorOf).toList();
      try (TInt64 number = TInt64.scalarOf(taken)) {
        runner.feed(iteration, number);
        for (int i = 0; i < tensors.size(); i++) {
          runner.feed(gradients.get(i), tensors.get(i)).addTarget(updates.get(i));
        }
        runner.run().close();
      } finally {
        tensors.forEach(TFloat32::close);
      }
    }

    FloatNdArray weight(int index) {
      try (Result result = session.runner().fetch(weights.get(index).value()).run()) {
        FloatNdArray copy = NdArrays.ofFloats(result.get(0).shape());
        ((TFloat32) result.get(0)).copyTo(copy);
        return copy;
      }
    }
  }
}
