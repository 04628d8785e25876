package org.cornu.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.goldens.Tensors;
import org.cornu.graph.Backward;
import org.cornu.graph.GraphOps;
import org.cornu.graph.Pass;
import org.cornu.graph.Spec;
import org.cornu.random.Seed;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A net run once in a graph of its own, with nothing of the training machinery around it.
 *
 * @param weights by their paths
 * @param seed for masks
 * @param step for masks
 */
public record NetRun(Net net, Map<String, FloatNdArray> weights, long seed, long step) {

  /**
   * What a run gave.
   *
   * @param declared the output's shape as the graph knows it
   * @param reads paths of the weights read
   * @param gradients of the output times the cotangent, by the weights' paths
   * @param updates of the weights that no gradient moves, by their paths
   */
  public record Outcome(
      FloatNdArray output,
      Shape declared,
      List<String> reads,
      Map<String, FloatNdArray> gradients,
      Map<String, FloatNdArray> updates) {}

  /** A run with the weights that the initializers draw. */
  public static NetRun of(Net net) {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      Shape shape = weight.spec().shape();
      float[] values =
          weight.spec().initializer().values(shape, new Seed(1).draws("weights", weight.path(), 0));
      weights.put(weight.path(), Tensors.of(shape, values));
    }
    return of(net, weights);
  }

  /** A run with these weights. */
  public static NetRun of(Net net, Map<String, FloatNdArray> weights) {
    return new NetRun(net, weights, 1, 0);
  }

  /** With another seed. */
  public NetRun seed(long seed) {
    return new NetRun(net, weights, seed, step);
  }

  /** In another step. */
  public NetRun step(long step) {
    return new NetRun(net, weights, seed, step);
  }

  /** Runs the inference half. */
  public Outcome inference(FloatNdArray x) {
    return inference(List.of(x));
  }

  /** The same of a net of several inputs. */
  public Outcome inference(List<FloatNdArray> x) {
    try (Graph graph = new Graph()) {
      return run(graph, Pass.inference(GraphOps.of(graph)), x, null);
    }
  }

  /** Runs the training half. */
  public Outcome training(FloatNdArray x) {
    return training(x, null);
  }

  /** The same of a net of several inputs. */
  public Outcome training(List<FloatNdArray> x) {
    return training(x, null);
  }

  /**
   * Runs the training half and the backward pass.
   *
   * @param cotangent what the output's gradient is; null for no backward pass
   */
  public Outcome training(FloatNdArray x, FloatNdArray cotangent) {
    return training(List.of(x), cotangent);
  }

  /** The same of a net of several inputs. */
  public Outcome training(List<FloatNdArray> x, FloatNdArray cotangent) {
    try (Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      return run(graph, Pass.training(tf, new Seed(seed), tf.constant(step)), x, cotangent);
    }
  }

  private Outcome run(Graph graph, Pass pass, List<FloatNdArray> x, FloatNdArray cotangent) {
    Ops tf = pass.tf();
    Map<Operand<TFloat32>, FloatNdArray> feeds = new LinkedHashMap<>();
    List<Operand<TFloat32>> inputs = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      inputs.add(placeholder(tf, Shape.of(-1).append(net.inputs().get(i).shape())));
      feeds.put(inputs.get(i), x.get(i));
    }
    List<String> reads = new ArrayList<>();
    Forward forward =
        Forward.emit(
            net,
            pass,
            inputs,
            (ops, path) -> {
              Operand<TFloat32> read = placeholder(ops, shape(path));
              feeds.put(read, weights.get(path));
              reads.add(path);
              return read;
            });
    Operand<TFloat32> output = Spec.floats(forward.given().get(0));
    Map<String, Operand<TFloat32>> gradients = Map.of();
    if (cotangent != null) {
      Operand<TFloat32> dOutput = placeholder(tf, output.shape());
      feeds.put(dOutput, cotangent);
      int read = net.outputs().get(0);
      gradients = new Backward(tf, forward.calls(), Map.of(read, dOutput)).weights();
    }
    try (Session session = new Session(graph)) {
      return new Outcome(
          fetch(tf, session, feeds, Map.of("output", output)).get("output"),
          output.shape(),
          reads,
          fetch(tf, session, feeds, gradients),
          fetch(tf, session, feeds, forward.updates()));
    }
  }

  private static Operand<TFloat32> placeholder(Ops tf, Shape shape) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private Shape shape(String path) {
    return net.weights().stream()
        .filter(weight -> weight.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("a layer reads \"" + path + "\", not declared"))
        .spec()
        .shape();
  }

  /** Fetches copies, as a value may be what is fed. */
  private static Map<String, FloatNdArray> fetch(
      Ops tf,
      Session session,
      Map<Operand<TFloat32>, FloatNdArray> feeds,
      Map<String, Operand<TFloat32>> fetches) {
    Map<String, FloatNdArray> values = new LinkedHashMap<>();
    if (fetches.isEmpty()) {
      return values;
    }
    Runner runner = session.runner();
    List<TFloat32> tensors = new ArrayList<>();
    feeds.forEach(
        (operand, value) -> {
          tensors.add(TFloat32.tensorOf(value));
          runner.feed(operand, tensors.get(tensors.size() - 1));
        });
    fetches.values().forEach(operand -> runner.fetch(tf.identity(operand)));
    try (Result result = runner.run()) {
      int i = 0;
      for (String name : fetches.keySet()) {
        TFloat32 tensor = (TFloat32) result.get(i++);
        FloatNdArray copy = NdArrays.ofFloats(tensor.shape());
        tensor.copyTo(copy);
        values.put(name, copy);
      }
    } finally {
      tensors.forEach(TFloat32::close);
    }
    return values;
  }
}
