package org.cornu.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.cornu.device.Guarded;
import org.cornu.graph.Variable;
import org.cornu.net.NetStates;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.types.TFloat32;

/** What the layers of a net keep from batch to batch, as its session has it. */
public final class StateValues {

  private final NetStates kept;
  private final Map<String, Variable<TFloat32>> states;
  private final Session session;

  StateValues(NetStates kept, Map<String, Variable<TFloat32>> states, Session session) {
    this.kept = kept;
    this.states = states;
    this.session = session;
  }

  /** Asks a net; alone, if each batch changes what the next one finds. */
  public static <R> R ask(Guarded<TrainSession> model, Function<TrainSession, R> question) {
    boolean keepsNone = model.read(session -> session.states().kept.isEmpty());
    return keepsNone ? model.read(question) : model.change(question);
  }

  /** What it is. */
  NetStates kept() {
    return kept;
  }

  /** Puts all of it to 0. */
  public void reset() {
    Map<String, FloatNdArray> zeros = new LinkedHashMap<>();
    states.forEach((path, state) -> zeros.put(path, NdArrays.ofFloats(state.resource().shape())));
    set(zeros);
  }

  /** Copies, by their paths. */
  Map<String, FloatNdArray> copies() {
    Map<String, FloatNdArray> copies = new LinkedHashMap<>();
    if (states.isEmpty()) {
      return copies;
    }
    Runner runner = session.runner();
    states.values().forEach(state -> runner.fetch(state.value()));
    try (Result result = runner.run()) {
      for (String path : states.keySet()) {
        TFloat32 value = (TFloat32) result.get(copies.size());
        copies.put(path, NdArrays.ofFloats(value.shape()));
        value.copyTo(copies.get(path));
      }
    }
    return copies;
  }

  /** Sets what of it is given. */
  void set(Map<String, ? extends FloatNdArray> values) {
    try (Assignment all = new Assignment(session)) {
      values.forEach((path, value) -> all.setCopy(states.get(path), value));
      all.run();
    }
  }
}
