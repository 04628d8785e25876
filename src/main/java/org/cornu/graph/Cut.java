package org.cornu.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Ops within a call that the backward pass does not look into: a rule says what flows through them.
 *
 * @param inputs what they read, each behind an Identity of its own
 * @param outputs what they give, likewise
 * @param rule takes the place of TensorFlow's gradient
 */
public record Cut(List<Operand<TFloat32>> inputs, List<Operand<TFloat32>> outputs, Cut.Rule rule) {

  public Cut {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** From the gradients of the outputs, of their shapes, to those of the inputs. */
  @FunctionalInterface
  public interface Rule {

    /** Emits it. */
    List<Operand<TFloat32>> of(Ops tf, List<Operand<TFloat32>> outputs);
  }
}
