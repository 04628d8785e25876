package org.cornu.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.graph.Variable;
import org.cornu.layers.Shapes;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.random.Draws;
import org.cornu.random.Seed;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A compiled net in native memory: its graph, and the session that holds its variables. */
public final class TrainSession implements AutoCloseable {

  private final Net net;
  private final Compilation how;
  private final Graph graph;
  private final Session session;
  private final TrainGraph handles;

  /** Builds the graph and draws the weights. */
  public TrainSession(Net net, Seed seed, Compilation how) {
    how.check(net);
    this.net = net;
    this.how = how;
    this.graph = new Graph();
    Session opened = null;
    try {
      this.handles = TrainGraph.build(Ops.create(graph), net, seed, how);
      opened = new Session(graph);
      this.session = opened;
      start(seed);
    } catch (RuntimeException | Error e) {
      if (opened != null) {
        opened.close();
      }
      graph.close();
      throw e;
    }
  }

  /** The net as the user wrote it. */
  public Net net() {
    return net;
  }

  /** What the net was compiled with. */
  public Compilation compilation() {
    return how;
  }

  /** Copies of all weights, by their paths, in Keras's order. */
  public Map<String, FloatNdArray> weights() {
    Runner runner = session.runner();
    handles.state().weights().values().forEach(variable -> runner.fetch(variable.value()));
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int i = 0;
      for (String path : handles.state().weights().keySet()) {
        TFloat32 tensor = (TFloat32) result.get(i++);
        FloatNdArray copy = NdArrays.ofFloats(tensor.shape());
        tensor.copyTo(copy);
        weights.put(path, copy);
      }
    }
    return weights;
  }

  /**
   * Sets some or all weights.
   *
   * @throws IllegalArgumentException if the net has no weight of a name, or it has another shape;
   *     nothing is set then
   */
  public void setWeights(Map<String, ? extends FloatNdArray> values) {
    Map<Variable<TFloat32>, FloatNdArray> checked = new LinkedHashMap<>();
    values.forEach(
        (path, value) -> {
          requireWeight(path, value);
          checked.put(handles.state().weights().get(path), value);
        });
    assign(checked);
  }

  /** The learning rate of the next step. */
  public double learningRate() {
    try (Result result = session.runner().fetch(handles.state().learningRate().value()).run()) {
      return Double.parseDouble(Float.toString(((TFloat32) result.get(0)).getFloat()));
    }
  }

  /** Sets the learning rate: finite, above 0. */
  public void learningRate(double rate) {
    float value = (float) rate;
    if (!(value > 0 && Float.isFinite(value))) {
      throw new IllegalArgumentException(
          "the learning rate must be a finite number above 0, got " + rate);
    }
    assign(Map.of(handles.state().learningRate(), NdArrays.scalarOf(value)));
  }

  /** Sums that take what {@link #train} and {@link #test} measure. */
  Sums sums() {
    return new Sums(how.metrics(), handles.test().sizes());
  }

  /** Takes one step, and adds what it measured before its update. */
  void train(Batch batch, Sums sums) {
    Runner runner = session.runner().fetch(handles.train().sums()).addTarget(handles.step());
    add(batch.feed(runner, handles.inputs()), batch, sums);
  }

  /** Measures a batch with the inference half. */
  void test(Batch batch, Sums sums) {
    Runner runner = session.runner().fetch(handles.test().sums());
    add(batch.feed(runner, handles.inputs()), batch, sums);
  }

  /** The net's answers to a batch: one row a sample. The caller closes the result. */
  Result predict(Batch batch) {
    return batch.feed(session.runner().fetch(handles.output()), handles.inputs()).run();
  }

  private static void add(Runner runner, Batch batch, Sums sums) {
    try (Result result = runner.run()) {
      sums.add((TFloat32) result.get(0), batch.size());
    }
  }

  private void start(Seed seed) {
    State state = handles.state();
    Map<Variable<TFloat32>, FloatNdArray> first = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      Shape shape = weight.spec().shape();
      first.put(state.weights().get(weight.path()), drawn(weight, seed));
      for (Variable<TFloat32> slot : state.slots().getOrDefault(weight.path(), List.of())) {
        first.put(slot, NdArrays.ofFloats(shape));
      }
    }
    assign(first);
    learningRate(how.optimizer().learningRate());
    Runner runner = session.runner();
    try (TInt64 none = TInt64.scalarOf(0)) {
      state.iteration().set(runner, none);
      runner.run().close();
    }
  }

  private static FloatNdArray drawn(NetWeight weight, Seed seed) {
    Shape shape = weight.spec().shape();
    Draws draws = seed.draws("weights", weight.path(), 0);
    float[] values = weight.spec().initializer().values(shape, draws);
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "weight \"%s\" needs %d first values for shape %s, got %d from its initializer"
              .formatted(weight.path(), shape.size(), Shapes.text(shape), values.length));
    }
    return NdArrays.wrap(shape, DataBuffers.of(values, true, false));
  }

  /** Sets all of these in one run, or none. */
  private void assign(Map<Variable<TFloat32>, FloatNdArray> values) {
    if (values.isEmpty()) {
      return;
    }
    Runner runner = session.runner();
    List<TFloat32> fed = new ArrayList<>();
    try {
      values.forEach(
          (variable, value) -> {
            TFloat32 tensor = TFloat32.tensorOf(value);
            fed.add(tensor);
            variable.set(runner, tensor);
          });
      runner.run().close();
    } finally {
      fed.forEach(TFloat32::close);
    }
  }

  private void requireWeight(String path, FloatNdArray value) {
    for (NetWeight weight : net.weights()) {
      if (weight.path().equals(path)) {
        if (!weight.spec().shape().equals(value.shape())) {
          throw new IllegalArgumentException(
              "weight \"%s\" needs shape %s, got %s"
                  .formatted(path, Shapes.text(weight.spec().shape()), Shapes.text(value.shape())));
        }
        return;
      }
    }
    throw new IllegalArgumentException(
        "the net has no weight \"%s\": it has %s"
            .formatted(path, net.weights().stream().map(NetWeight::path).toList()));
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
