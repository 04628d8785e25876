package org.cornu;

import org.cornu.config.Arguments;
import org.cornu.losses.Loss;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metric;
import org.cornu.optimizers.Optimizer;
import org.cornu.step.Compilation;

/** What becomes a {@link Model} by {@code compile}. */
public interface Compilable {

  /**
   * Builds the graph of a net with one output and draws the weights. The model holds native memory:
   * close it.
   */
  default Model compile(Optimizer optimizer, Loss loss, Metric... metrics) {
    return compile(
        Compilation.of(optimizer, loss, Arguments.list("compile needs metrics, or none", metrics)));
  }

  /**
   * The same of a net of which several outputs are trained, each to an objective of its own.
   *
   * @throws IllegalArgumentException if an objective is for no output of the net
   */
  default Model compile(Optimizer optimizer, Objective... objectives) {
    return compile(
        new Compilation(
            optimizer, Arguments.list("compile needs the objectives of outputs", objectives)));
  }

  /** The same of what it is all compiled with. */
  Model compile(Compilation how);

  /**
   * The same net, of whose training one run of the graph takes several steps (Keras: {@code
   * steps_per_execution} of {@code compile}). No number changes; where a step is short, as that of
   * a small net on a GPU, it takes less time.
   *
   * <p>{@code fit} hands over the batches of an execution at once; they lie in memory together,
   * inputs as floats. Callbacks are called before its first batch and after its last, and what ends
   * a run ends it there. The last execution of an epoch may have fewer steps; Keras tells callbacks
   * the number of its last batch as if it were whole. Validation is measured batch by batch.
   *
   * @param steps 1 or more; 1 is the default
   */
  default Compilable stepsPerExecution(int steps) {
    return new SeveralSteps(this, steps);
  }
}
