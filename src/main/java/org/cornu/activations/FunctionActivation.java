package org.cornu.activations;

import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A function of the user's own (Keras: a callable as {@code activation}). It has no configuration,
 * so a model that has it is exported, or saved by its weights.
 *
 * @param name under which messages speak of it
 * @param formula what computes it
 */
public record FunctionActivation(String name, Formula formula) implements ActivationFunction {

  /** What computes it. */
  @FunctionalInterface
  public interface Formula {

    /** (batch, ...) to the same. */
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> x);
  }

  public FunctionActivation {
    Objects.requireNonNull(name, "activation needs a name, got null");
    Objects.requireNonNull(formula, "activation needs a function, got null");
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    return formula.of(tf, x);
  }
}
