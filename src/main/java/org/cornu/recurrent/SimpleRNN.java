package org.cornu.recurrent;

import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.layers.WeightOptions;
import org.cornu.regularizers.Regularizer;

/**
 * A {@link SimpleRNNCell} over sequences: (steps, features) to (units), or to (steps, units) where
 * it returns sequences (Keras: {@code SimpleRNN}; Elman 1990).
 *
 * @param cell what is computed in each step
 * @param run how it goes through sequences
 * @param activityRegularizer what the output adds to the loss; empty for nothing
 */
public record SimpleRNN(
    SimpleRNNCell cell, RecurrentOptions run, Optional<Regularizer> activityRegularizer)
    implements RecurrentLayer<SimpleRNN>, CellLayer<SimpleRNN> {

  public SimpleRNN {
    Objects.requireNonNull(cell, "simpleRnn needs a cell, got null");
    Objects.requireNonNull(run, "simpleRnn needs options, got null");
    Objects.requireNonNull(
        activityRegularizer, "simpleRnn needs a regularizer or an empty one, got null");
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
  public SimpleRNN options(CellOptions options) {
    return new SimpleRNN(cell.options(options), run, activityRegularizer);
  }

  @Override
  public SimpleRNN run(RecurrentOptions options) {
    return new SimpleRNN(cell, options, activityRegularizer);
  }

  /** With an output that adds something to the loss: the penalty of a batch over its size. */
  public SimpleRNN activityRegularizer(Regularizer regularizer) {
    Objects.requireNonNull(regularizer, "simpleRnn needs a regularizer, got null");
    return new SimpleRNN(cell, run, Optional.of(regularizer));
  }

  /** Reads Keras's configuration. */
  public static SimpleRNN from(Config config) {
    return new SimpleRNN(
        SimpleRNNCell.from(config),
        RecurrentOptions.from(config),
        WeightOptions.regularizer(config, "activity"));
  }
}
