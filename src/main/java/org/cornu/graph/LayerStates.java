package org.cornu.graph;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a layer keeps from one batch to the next, by the names that it declares: in training and in
 * inference alike.
 */
public final class LayerStates {

  private LayerStates() {}

  /**
   * What the batch before has left: (batch, ...); empty where nothing is kept, as in what only
   * answers, and nobody trains.
   */
  public static Optional<Operand<TFloat32>> read(LayerScope scope, String name) {
    boolean kept = scope.notes.weights.containsKey(scope.part + name);
    return kept ? Optional.of(scope.weight(name)) : Optional.empty();
  }

  /** Leaves a value to the next batch, where anything is kept. */
  public static void leave(LayerScope scope, String name, Operand<TFloat32> value) {
    if (scope.notes.weights.containsKey(scope.part + name)) {
      scope.update(name, value);
    }
  }
}
