package org.cornu.saving;

import java.util.List;
import java.util.Optional;
import org.cornu.losses.Loss;
import org.cornu.metrics.Metric;
import org.cornu.optimizers.Optimizer;
import org.cornu.optimizers.OptimizerState;

/**
 * What a model was compiled with.
 *
 * @param optimizer moves the weights
 * @param loss is made small
 * @param metrics are watched
 * @param state the optimizer's; empty if the file does not hold it, or an old file does not make it
 *     certain which variable belongs to which weight
 */
public record Compiled(
    Optimizer optimizer, Loss loss, List<Metric> metrics, Optional<OptimizerState> state) {

  /** The same with another state. */
  public Compiled with(Optional<OptimizerState> state) {
    return new Compiled(optimizer, loss, metrics, state);
  }
}
