package org.cornu.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/** What a call has and leaves behind, weights by their names within the layer. */
public final class Notes {

  final Map<String, LayerWeight> weights;
  final List<Operand<? extends TType>> inputs = new ArrayList<>();
  final Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
  final Map<String, Operand<TFloat32>> updates = new LinkedHashMap<>();
  final List<Operand<TFloat32>> losses = new ArrayList<>();
  final Map<String, Integer> draws = new HashMap<>();
  final List<Optional<Operand<TBool>>> masks = new ArrayList<>();
  Operand<TBool> given;
  CheaperRule rule;
  final String call;

  Notes(String call, Map<String, LayerWeight> weights) {
    this.call = call;
    this.weights = new LinkedHashMap<>(weights);
  }

  /** A weight that the call reads or updates. */
  LayerWeight declared(String verb, String name) {
    if (!weights.containsKey(name)) {
      throw new IllegalArgumentException(
          "layer \"%s\" %s weight \"%s\": it declares %s"
              .formatted(call, verb, name, weights.keySet()));
    }
    return weights.get(name);
  }

  /** Notes the new value of a weight that no gradient moves. */
  void update(String name, Operand<TFloat32> value) {
    if (declared("updates", name).trainable()) {
      throw new IllegalArgumentException(
          "layer \"%s\" updates weight \"%s\", which the optimizer sets: declare it by WeightSpec.state"
              .formatted(call, name));
    }
    updates.put(name, value);
  }

  /** Notes a loss of the whole batch. */
  void add(Operand<TFloat32> loss) {
    if (loss.shape().numDimensions() != 0) {
      throw new IllegalArgumentException(
          "layer \"%s\" adds a loss, which needs a single number for the batch, got shape %s"
              .formatted(call, loss.shape()));
    }
    losses.add(loss);
  }

  /** What the call reads: copies of the net's values. */
  public List<Operand<? extends TType>> inputs() {
    return Collections.unmodifiableList(inputs);
  }

  /** The weights read. */
  public Map<String, Operand<TFloat32>> reads() {
    return Collections.unmodifiableMap(reads);
  }

  /** The updates asked for. */
  public Map<String, Operand<TFloat32>> updates() {
    return Collections.unmodifiableMap(updates);
  }

  /** The losses added. */
  public List<Operand<TFloat32>> losses() {
    return Collections.unmodifiableList(losses);
  }

  /** The layer's own gradient, if it gave one. */
  public Optional<CheaperRule> rule() {
    return Optional.ofNullable(rule);
  }
}
