package org.cornu.recurrent;

import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.layers.WeightOptions;
import org.cornu.regularizers.Regularizer;

/**
 * A {@link GRUCell} over sequences: (steps, features) to (units), or to (steps, units) where it
 * returns sequences (Keras: {@code GRU}; Cho et al. 2014).
 *
 * @param cell what is computed in each step
 * @param run how it goes through sequences
 * @param activityRegularizer what the output adds to the loss; empty for nothing
 */
public record GRU(GRUCell cell, RecurrentOptions run, Optional<Regularizer> activityRegularizer)
    implements RecurrentLayer<GRU>, Gated<GRU> {

  public GRU {
    Objects.requireNonNull(cell, "gru needs a cell, got null");
    Objects.requireNonNull(run, "gru needs options, got null");
    Objects.requireNonNull(
        activityRegularizer, "gru needs a regularizer or an empty one, got null");
  }

  /** Size of the states. */
  public int units() {
    return cell.units();
  }

  @Override
  public CellOptions options() {
    return cell.options();
  }

  @Override
  public GRU options(CellOptions options) {
    return new GRU(cell.options(options), run, activityRegularizer);
  }

  @Override
  public GRU run(RecurrentOptions options) {
    return new GRU(cell, options, activityRegularizer);
  }

  /** Resetting the state before its product with the kernel (Keras: reset_after=False). */
  public GRU resetBefore() {
    return new GRU(cell.resetBefore(), run, activityRegularizer);
  }

  /** With an output that adds something to the loss: the penalty of a batch over its size. */
  public GRU activityRegularizer(Regularizer regularizer) {
    Objects.requireNonNull(regularizer, "gru needs a regularizer, got null");
    return new GRU(cell, run, Optional.of(regularizer));
  }

  /** Reads Keras's configuration. */
  public static GRU from(Config config) {
    return new GRU(
        GRUCell.from(config),
        RecurrentOptions.from(config),
        WeightOptions.regularizer(config, "activity"));
  }
}
