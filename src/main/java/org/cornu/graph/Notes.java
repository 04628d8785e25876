package org.cornu.graph;

import java.util.ArrayList;
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
final class Notes {

  final Map<String, LayerWeight> weights;
  final List<Operand<? extends TType>> inputs = new ArrayList<>();
  final Map<String, Operand<TFloat32>> reads = new LinkedHashMap<>();
  final Map<String, Operand<TFloat32>> updates = new LinkedHashMap<>();
  final List<Operand<TFloat32>> losses = new ArrayList<>();
  final Map<String, Integer> draws = new HashMap<>();
  final List<Optional<Operand<TBool>>> masks = new ArrayList<>();
  Operand<TBool> given;
  CheaperRule rule;
  private final String call;

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
}
