package org.cornu.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
import org.cornu.saving.NativeMemory;
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
    try (NativeMemory memory = new NativeMemory()) {
      return copies(weights(memory));
    }
  }

  /**
   * All weights as they are now, without a copy: a step makes new ones of those that somebody
   * holds.
   *
   * @param memory that frees them
   */
  Map<String, FloatNdArray> weights(NativeMemory memory) {
    if (state.weights().isEmpty()) {
      return Map.of();
    }
    Runner runner = session.runner();
    state.weights().values().forEach(variable -> runner.fetch(variable.value()));
    Result result = runner.run();
    memory.add(result::close);
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    for (String path : state.weights().keySet()) {
      weights.put(path, (TFloat32) result.get(weights.size()));
    }
    return weights;
  }

  /**
   * Sets some or all weights to copies of these.
   *
   * @throws IllegalArgumentException if the net has no weight of a name, or it has another shape;
   *     nothing is set then
   */
  public void setWeights(Map<String, ? extends FloatNdArray> values) {
    setWeights(values, Assignment::setCopy);
  }

  /** The same with these themselves, which nobody else changes. */
  void takeWeights(Map<String, FloatNdArray> values) {
    setWeights(values, Assignment::set);
  }

  private void setWeights(Map<String, ? extends FloatNdArray> values, Setting setting) {
    values.forEach(this::requireWeight);
    try (Assignment all = new Assignment(session)) {
      values.forEach((path, value) -> setting.set(all, state.weights().get(path), value));
      all.run();
    }
    followWeights();
  }

  /** How an assignment takes a value. */
  @FunctionalInterface
  private interface Setting {

    void set(Assignment all, Variable<TFloat32> variable, FloatNdArray value);
  }

  /** Before the first step, what begins as the weights follows them. */
  private void followWeights() {
    if (state.takeWeights().isPresent() && iteration() == 0) {
      session.runner().addTarget(state.takeWeights().get()).run().close();
    }
  }

  /**
   * The optimizer's state as it is now, without a copy.
   *
   * @param memory that frees its arrays
   */
  OptimizerState optimizerState(NativeMemory memory) {
    Runner runner = session.runner();
    runner.fetch(state.iteration().value()).fetch(state.rate());
    state.slots().values().forEach(slot -> runner.fetch(slot.value()));
    Result result = runner.run();
    memory.add(result::close);
    Map<String, FloatNdArray> slots = new LinkedHashMap<>();
    for (String key : state.slots().keySet()) {
      slots.put(key, (TFloat32) result.get(2 + slots.size()));
    }
    return new OptimizerState(
        ((TInt64) result.get(0)).getLong(), rate((TFloat32) result.get(1)), slots);
  }

  /** Copies of the averages of the trained weights, by their paths; empty if none are kept. */
  public Map<String, FloatNdArray> averages() {
    if (averaged().isEmpty()) {
      return Map.of();
    }
    try (NativeMemory memory = new NativeMemory()) {
      Map<String, FloatNdArray> averages = new LinkedHashMap<>();
      Map<String, FloatNdArray> slots = optimizerState(memory).slots();
      averaged().forEach(slot -> averages.put(slot.weight(), slots.get(slot.key())));
      return copies(averages);
    }
  }

  /** Sets the averages of some or all weights. */
  public void averages(Map<String, ? extends FloatNdArray> values) {
    try (Assignment all = new Assignment(session)) {
      for (Slot slot : averaged()) {
        FloatNdArray value = values.get(slot.weight());
        if (value != null) {
          requireWeight(slot.weight(), value);
          all.setCopy(state.slots().get(slot.key()), value);
        }
      }
      all.run();
    }
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
    try (Assignment all = new Assignment(session)) {
      saved.slots().forEach((key, value) -> all.set(state.slots().get(key), value));
      all.set(state.iteration(), saved.iteration());
      all.run();
    }
    if (state.setRate().isPresent()) {
      learningRate(saved.learningRate());
    }
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

  private static Map<String, FloatNdArray> copies(Map<String, FloatNdArray> tensors) {
    Map<String, FloatNdArray> copies = new LinkedHashMap<>();
    tensors.forEach(
        (path, tensor) -> {
          FloatNdArray copy = NdArrays.ofFloats(tensor.shape());
          tensor.copyTo(copy);
          copies.put(path, copy);
        });
    return copies;
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
    try (Assignment all = new Assignment(session)) {
      all.set(variable, NdArrays.scalarOf(settable(rate)));
      all.run();
    }
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
    start(weight -> drawn(weight, seed), rate);
  }

  /** The same with weights that are there, all of them. */
  void start(Map<String, ? extends FloatNdArray> weights, LearningRate rate) {
    start(weight -> weights.get(weight.path()), rate);
  }

  private void start(Function<NetWeight, FloatNdArray> first, LearningRate rate) {
    // In one run, as TensorFlow looks through the whole graph for each kind of run.
    try (Assignment all = new Assignment(session)) {
      all.also(state.clear());
      for (NetWeight weight : net.weights()) {
        all.set(state.weights().get(weight.path()), first.apply(weight));
      }
      if (rate instanceof LearningRate.Settable number) {
        all.set(state.setRate().orElseThrow(), NdArrays.scalarOf(settable(number.rate())));
      }
      all.run();
    }
    followWeights();
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
