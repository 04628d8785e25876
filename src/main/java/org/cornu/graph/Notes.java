package org.cornu.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * What a call has, and leaves behind for those who emit it: the other side of {@link LayerScope}.
 * Weights go by their names within the layer.
 */
public final class Notes {

  final Map<String, LayerWeight> weights;
  final List<Operand<? extends TType>> inputs = new ArrayList<>();
  final List<Optional<Operand<TBool>>> masks;
  final Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
  final Map<String, Operand<TFloat32>> updates = new LinkedHashMap<>();
  final Map<String, Operand<TFloat32>> replaced = new LinkedHashMap<>();
  final List<Operand<TFloat32>> losses = new ArrayList<>();
  final List<Cut> cuts = new ArrayList<>();
  final Map<String, Integer> draws = new HashMap<>();
  Operand<TBool> mask;
  CheaperRule rule;
  final String call;
  final Ops tf;

  /**
   * Those of one call.
   *
   * @param tf where ops are added
   * @param call its name
   * @param values that the layer reads; the call gets each behind an Identity of its own, so that
   *     its gradient stops there
   * @param masks of those values
   * @param weights of the layer
   */
  public Notes(
      Ops tf,
      String call,
      List<Operand<? extends TType>> values,
      List<Optional<Operand<TBool>>> masks,
      Map<String, LayerWeight> weights) {
    this.call = call;
    this.weights = new LinkedHashMap<>(weights);
    this.masks = List.copyOf(masks);
    this.tf = Scopes.flat(tf, call);
    values.forEach(value -> inputs.add(this.tf.identity(value)));
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

  /** Notes the value that a weight has from here on. */
  void replace(String name, Operand<TFloat32> value) {
    declared("replaces", name);
    reads.put(name, value);
    replaced.put(name, value);
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

  /** The weights read so far. */
  public Map<String, Operand<TFloat32>> reads() {
    return Collections.unmodifiableMap(reads);
  }

  /** The updates asked for so far. */
  public Map<String, Operand<TFloat32>> updates() {
    return Collections.unmodifiableMap(updates);
  }

  /** The losses added so far. */
  public List<Operand<TFloat32>> losses() {
    return Collections.unmodifiableList(losses);
  }

  /** Ops with gradients of their own, in order. */
  public List<Cut> cuts() {
    return Collections.unmodifiableList(cuts);
  }

  /** What the call reads: copies of the net's values. */
  public List<Operand<? extends TType>> inputs() {
    return Collections.unmodifiableList(inputs);
  }

  /** The mask of what the layer gives, if it gave one. */
  public Optional<Operand<TBool>> mask() {
    return Optional.ofNullable(mask);
  }

  /** The layer's own gradient, if it gave one. */
  public Optional<CheaperRule> rule() {
    return Optional.ofNullable(rule);
  }

  /** The weights set anew before the step moves them. */
  public Map<String, Operand<TFloat32>> replaced() {
    return Collections.unmodifiableMap(replaced);
  }
}
