package org.cornu.recurrent;

import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.layers.WeightOptions;
import org.cornu.regularizers.Regularizer;

/**
 * A {@link LSTMCell} over sequences: (steps, features) to (units), or to (steps, units) where it
 * returns sequences (Keras: {@code LSTM}; Hochreiter and Schmidhuber 1997). Returned states are the
 * output and the memory.
 *
 * @param cell what is computed in each step
 * @param run how it goes through sequences
 * @param activityRegularizer what the output adds to the loss; empty for nothing
 */
public record LSTM(LSTMCell cell, RecurrentOptions run, Optional<Regularizer> activityRegularizer)
    implements RecurrentLayer<LSTM>, Gated<LSTM> {

  public LSTM {
    Objects.requireNonNull(cell, "lstm needs a cell, got null");
    Objects.requireNonNull(run, "lstm needs options, got null");
    Objects.requireNonNull(
        activityRegularizer, "lstm needs a regularizer or an empty one, got null");
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
  public LSTM options(CellOptions options) {
    return new LSTM(cell.options(options), run, activityRegularizer);
  }

  @Override
  public LSTM run(RecurrentOptions options) {
    return new LSTM(cell, options, activityRegularizer);
  }

  /** With a bias that begins at the same value everywhere. */
  public LSTM noUnitForgetBias() {
    return new LSTM(cell.noUnitForgetBias(), run, activityRegularizer);
  }

  /** With an output that adds something to the loss: the penalty of a batch over its size. */
  public LSTM activityRegularizer(Regularizer regularizer) {
    Objects.requireNonNull(regularizer, "lstm needs a regularizer, got null");
    return new LSTM(cell, run, Optional.of(regularizer));
  }

  /** Reads Keras's configuration. */
  public static LSTM from(Config config) {
    return new LSTM(
        LSTMCell.from(config),
        RecurrentOptions.from(config),
        WeightOptions.regularizer(config, "activity"));
  }
}
