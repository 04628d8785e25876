package org.cornu.saving;

import java.util.List;
import java.util.Optional;
import org.cornu.losses.Objective;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;

/**
 * What a model was compiled with.
 *
 * @param optimizer moves the weights
 * @param objectives of the outputs that are trained
 * @param stepsPerExecution steps that one run of the graph takes, 1 or more
 * @param state the optimizer's; empty if the file does not hold it, or an old file does not make it
 *     certain which variable belongs to which weight
 */
public record Compiled(
    Optimizer optimizer,
    List<Objective> objectives,
    int stepsPerExecution,
    Optional<OptimizerState> state) {

  public Compiled {
    objectives = List.copyOf(objectives);
  }

  /** With one step in a run of the graph. */
  public Compiled(Optimizer optimizer, List<Objective> objectives, Optional<OptimizerState> state) {
    this(optimizer, objectives, 1, state);
  }

  /** The same with another state. */
  public Compiled with(Optional<OptimizerState> state) {
    return new Compiled(optimizer, objectives, stepsPerExecution, state);
  }
}
