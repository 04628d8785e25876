package org.cornu.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.cornu.graph.Variable;
import org.cornu.layers.Shapes;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.OptimizerState;
import org.cornu.random.Draws;
import org.cornu.random.Seed;
import org.cornu.saving.Compiled;
import org.cornu.saving.KerasModel;
import org.cornu.saving.Progress;
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

  private final String name;
  private final Net net;
  private final Seed seed;
  private final Compilation how;
  private final Graph graph;
  private final Session session;
  private final TrainGraph handles;

  /** Builds the graph and draws the weights. */
  public TrainSession(String name, Net net, Seed seed, Compilation how) {
    how.check(net);
    this.name = name;
    this.seed = seed;
    this.net = net;
    this.how = how;
    this.graph = new Graph();
    Session opened = null;
    try {
      this.handles = TrainGraph.build(Ops.create(graph), net, seed, how);
      opened = new Session(graph);
      this.session = opened;
      start();
    } catch (RuntimeException | Error e) {
      if (opened != null) {
        opened.close();
      }
      graph.close();
      throw e;
    }
  }

  /** The model's name. */
  public String name() {
    return name;
  }

  /** What weights, shuffles and masks are drawn from. */
  public Seed seed() {
    return seed;
  }

  /**
   * The model as files hold it.
   *
   * @param epochs that it was trained for
   */
  public KerasModel stored(int epochs) {
    Compiled compiled =
        new Compiled(how.optimizer(), how.loss(), how.metrics(), Optional.of(optimizerState()));
    return new KerasModel(
        name,
        net,
        weights(),
        Optional.of(compiled),
        Optional.empty(),
        new Progress(OptionalLong.of(seed.value()), epochs));
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
        weights.put(path, copy((TFloat32) result.get(i++)));
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

  /** What the optimizer has come to. */
  public OptimizerState optimizerState() {
    State state = handles.state();
    Runner runner = session.runner();
    runner.fetch(state.iteration().value()).fetch(state.learningRate().value());
    state.slots().values().forEach(kept -> kept.forEach(slot -> runner.fetch(slot.value())));
    try (Result result = runner.run()) {
      Map<String, List<FloatNdArray>> slots = new LinkedHashMap<>();
      int next = 2;
      for (Map.Entry<String, List<Variable<TFloat32>>> kept : state.slots().entrySet()) {
        List<FloatNdArray> copies = new ArrayList<>();
        for (int i = 0; i < kept.getValue().size(); i++) {
          copies.add(copy((TFloat32) result.get(next++)));
        }
        slots.put(kept.getKey(), copies);
      }
      return new OptimizerState(
          ((TInt64) result.get(0)).getLong(), rate((TFloat32) result.get(1)), slots);
    }
  }

  /** How many steps were taken. */
  public long iteration() {
    try (Result result = session.runner().fetch(handles.state().iteration().value()).run()) {
      return ((TInt64) result.get(0)).getLong();
    }
  }

  /** Takes up what an optimizer of the same kind had come to over the same weights. */
  public void restore(OptimizerState saved) {
    State state = handles.state();
    Map<Variable<TFloat32>, FloatNdArray> values = new LinkedHashMap<>();
    saved
        .slots()
        .forEach(
            (path, kept) -> {
              for (int i = 0; i < kept.size(); i++) {
                values.put(state.slots().get(path).get(i), kept.get(i));
              }
            });
    assign(values);
    learningRate(saved.learningRate());
    iteration(saved.iteration());
  }

  /** The learning rate of the next step. */
  public double learningRate() {
    try (Result result = session.runner().fetch(handles.state().learningRate().value()).run()) {
      return rate((TFloat32) result.get(0));
    }
  }

  /** The number that was meant: 0.001, not the double next to the float next to it. */
  private static double rate(TFloat32 rate) {
    return Double.parseDouble(Float.toString(rate.getFloat()));
  }

  private static FloatNdArray copy(TFloat32 tensor) {
    FloatNdArray copy = NdArrays.ofFloats(tensor.shape());
    tensor.copyTo(copy);
    return copy;
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

  private void start() {
    State state = handles.state();
    Map<Variable<TFloat32>, FloatNdArray> first = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      Shape shape = weight.spec().shape();
      first.put(state.weights().get(weight.path()), drawn(weight));
      for (Variable<TFloat32> slot : state.slots().getOrDefault(weight.path(), List.of())) {
        first.put(slot, NdArrays.ofFloats(shape));
      }
    }
    assign(first);
    learningRate(how.optimizer().learningRate());
    iteration(0);
  }

  private void iteration(long steps) {
    Runner runner = session.runner();
    try (TInt64 value = TInt64.scalarOf(steps)) {
      handles.state().iteration().set(runner, value);
      runner.run().close();
    }
  }

  private FloatNdArray drawn(NetWeight weight) {
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
