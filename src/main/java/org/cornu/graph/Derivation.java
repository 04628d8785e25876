package org.cornu.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.types.TFloat32;

/** What {@code tf.gradients} takes and gives. */
public final class Derivation {

  private Derivation() {}

  /**
   * The ops that values depend on: TensorFlow refuses a source that is not among them.
   *
   * @param ends ops behind which none is looked for
   */
  public static Set<Operation> behind(
      Collection<? extends Operand<?>> values, Set<Operation> ends) {
    Set<Operation> seen = new HashSet<>();
    Deque<Operation> open = new ArrayDeque<>();
    values.forEach(value -> open.add(value.op()));
    while (!open.isEmpty()) {
      Operation op = open.pop();
      if (seen.add(op) && !ends.contains(op)) {
        ((GraphOperation) op).inputs().forEach(input -> open.push(input.op()));
      }
    }
    return seen;
  }

  /** The gradient of a source; empty where none comes through an op such as StopGradient. */
  public static Optional<Operand<TFloat32>> gradient(Gradients gradients, int source) {
    Operand<TFloat32> gradient = gradients.dy(source);
    return gradient.asOutput().index() < 0 ? Optional.empty() : Optional.of(gradient);
  }
}
