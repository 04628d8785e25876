package org.cornu.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cornu.graph.Variable;
import org.cornu.layers.Shapes;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.optimizers.Average;
import org.cornu.optimizers.LearningRate;
import org.cornu.optimizers.OptimizerState;
import org.cornu.optimizers.Slot;
import org.cornu.random.Draws;
import org.cornu.random.Seed;
import org.cornu.step.State;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** The variables of a graph, whose values are read from and set in its session. */
public final class Variables {

  private final Net net;
  private final State state;
  private final Session session;

  Variables(Net net, State state, Session session) {
    this.net = net;
    this.state = state;
    this.session = session;
  }

  /** Copies of all weights, by their paths, in Keras's order. */
  public Map<String, FloatNdArray> weights() {
    if (state.weights().isEmpty()) {
      return Map.of();
    }
    Runner runner = session.runner();
    state.weights().values().forEach(variable -> runner.fetch(variable.value()));
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int i = 0;
      for (String path : state.weights().keySet()) {
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
          checked.put(state.weights().get(path), value);
        });
    assign(checked);
    takeWeights();
  }

  /** Before the first step, what begins as the weights follows them. */
  private void takeWeights() {
    if (state.takeWeights().isPresent() && iteration() == 0) {
      session.runner().addTarget(state.takeWeights().get()).run().close();
    }
  }

  /** The optimizer's state. */
  public OptimizerState optimizerState() {
    Runner runner = session.runner();
    runner.fetch(state.iteration().value()).fetch(state.rate());
    state.slots().values().forEach(slot -> runner.fetch(slot.value()));
    try (Result result = runner.run()) {
      Map<String, FloatNdArray> slots = new LinkedHashMap<>();
      for (String key : state.slots().keySet()) {
        slots.put(key, copy((TFloat32) result.get(2 + slots.size())));
      }
      return new OptimizerState(
          ((TInt64) result.get(0)).getLong(), rate((TFloat32) result.get(1)), slots);
    }
  }

  /** Copies of the averages of the trained weights, by their paths; empty if none are kept. */
  public Map<String, FloatNdArray> averages() {
    Map<String, FloatNdArray> averages = new LinkedHashMap<>();
    Map<String, FloatNdArray> slots = averaged().isEmpty() ? Map.of() : optimizerState().slots();
    averaged().forEach(slot -> averages.put(slot.weight(), slots.get(slot.key())));
    return averages;
  }

  /** Sets the averages of some or all weights. */
  public void averages(Map<String, ? extends FloatNdArray> values) {
    Map<Variable<TFloat32>, FloatNdArray> set = new LinkedHashMap<>();
    for (Slot slot : averaged()) {
      if (values.containsKey(slot.weight())) {
        requireWeight(slot.weight(), values.get(slot.weight()));
        set.put(state.slots().get(slot.key()), values.get(slot.weight()));
      }
    }
    assign(set);
  }

  private List<Slot> averaged() {
    return state.kept().stream().filter(slot -> slot.name().equals(Average.SLOT)).toList();
  }

  /** Puts the averages in the place of the weights, where there are any. */
  void settle() {
    if (!averaged().isEmpty() && iteration() > 0) {
      setWeights(averages());
    }
  }

  /** How many steps were taken. */
  public long iteration() {
    try (Result result = session.runner().fetch(state.iteration().value()).run()) {
      return ((TInt64) result.get(0)).getLong();
    }
  }

  /** Takes up the state of an optimizer of the same kind over the same weights. */
  public void restore(OptimizerState saved) {
    Map<Variable<TFloat32>, FloatNdArray> values = new LinkedHashMap<>();
    saved.slots().forEach((key, value) -> values.put(state.slots().get(key), value));
    assign(values);
    if (state.setRate().isPresent()) {
      learningRate(saved.learningRate());
    }
    iteration(saved.iteration());
  }

  /** The learning rate of the next step. */
  public double learningRate() {
    try (Result result = session.runner().fetch(state.rate()).run()) {
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

  /**
   * Sets the learning rate: finite, 0 or more.
   *
   * @throws IllegalStateException if a schedule gives it
   */
  public void learningRate(double rate) {
    Variable<TFloat32> variable =
        state
            .setRate()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the optimizer's schedule gives the learning rate, so it cannot be set;"
                            + " compile with a number, for example adam(0.001)"));
    assign(Map.of(variable, NdArrays.scalarOf(settable(rate))));
  }

  private static float settable(double rate) {
    float value = (float) rate;
    if (!(value >= 0 && Float.isFinite(value))) {
      throw new IllegalArgumentException(
          "the learning rate must be a finite number of 0 or more, got " + rate);
    }
    return value;
  }

  /**
   * Draws the first weights and clears what the optimizer keeps.
   *
   * @param rate to begin with
   */
  void start(Seed seed, LearningRate rate) {
    Map<Variable<TFloat32>, FloatNdArray> first = new LinkedHashMap<>();
    for (NetWeight weight : net.weights()) {
      first.put(state.weights().get(weight.path()), drawn(weight, seed));
    }
    if (rate instanceof LearningRate.Settable number) {
      first.put(state.setRate().orElseThrow(), NdArrays.scalarOf(settable(number.rate())));
    }
    // In one run, as TensorFlow looks through the whole graph for each kind of run.
    assign(first, session.runner().addTarget(state.clear()));
    takeWeights();
  }

  private void iteration(long steps) {
    Runner runner = session.runner();
    try (TInt64 value = TInt64.scalarOf(steps)) {
      set(runner, state.iteration(), value);
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
    if (!values.isEmpty()) {
      assign(values, session.runner());
    }
  }

  private static void assign(Map<Variable<TFloat32>, FloatNdArray> values, Runner runner) {
    List<TFloat32> fed = new ArrayList<>();
    try {
      values.forEach(
          (variable, value) -> {
            TFloat32 tensor = TFloat32.tensorOf(value);
            fed.add(tensor);
            set(runner, variable, tensor);
          });
      runner.run().close();
    } finally {
      fed.forEach(TFloat32::close);
    }
  }

  /** Makes a run set a variable; the tensor stays the caller's to close. */
  private static <T extends TType> void set(Runner runner, Variable<T> variable, T tensor) {
    runner.feed(variable.fed(), tensor).addTarget(variable.assign());
  }

  private void requireWeight(String path, FloatNdArray value) {
    for (NetWeight weight : net.weights()) {
      if (weight.path().equals(path)) {
        Objects.requireNonNull(value, () -> "weight \"%s\" needs values, got null".formatted(path));
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
}
