package org.cornu.losses;

import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A loss that is a function of the user's own (Keras: a callable in {@code compile}). It has no
 * configuration, so a model that is compiled with it is exported, or saved by its weights.
 *
 * @param name under which messages speak of it
 * @param formula the loss of each sample
 */
public record FunctionLoss(String name, Formula formula) implements Loss {

  /** What computes it. */
  @FunctionalInterface
  public interface Formula {

    /** (batch, ...), (batch, ...) to (batch) or (batch, ...), of which the mean is taken. */
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output);
  }

  public FunctionLoss {
    Objects.requireNonNull(name, "loss needs a name, got null");
    Objects.requireNonNull(formula, "loss needs a function, got null");
  }

  @Override
  public Operand<TFloat32> perSample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> output) {
    return formula.of(tf, target, output);
  }
}
