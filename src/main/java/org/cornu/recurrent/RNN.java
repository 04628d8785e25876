package org.cornu.recurrent;

import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.layers.InnerLayer;

/**
 * A cell of one's own, or several one upon the other, over sequences: (steps, input...) to what the
 * cell gives, or to (steps, ...) of that where it returns sequences (Keras: {@code RNN}).
 *
 * @param cell what is computed in each step
 * @param run how it goes through sequences
 */
public record RNN(Cell cell, RecurrentOptions run) implements RecurrentLayer<RNN> {

  public RNN {
    Objects.requireNonNull(cell, "rnn needs a cell, got null");
    Objects.requireNonNull(run, "rnn needs options, got null");
  }

  @Override
  public RNN run(RecurrentOptions options) {
    return new RNN(cell, options);
  }

  @Override
  public Config config() {
    return run.config().with(CELL, cell);
  }

  /**
   * Reads Keras's configuration.
   *
   * @throws org.cornu.config.ConfigException if its cell is a layer of another kind
   */
  public static RNN from(Config config) {
    if (InnerLayer.from(config, CELL) instanceof Cell cell) {
      return new RNN(cell, RecurrentOptions.from(config));
    }
    throw config.wrong(CELL, "a cell: a layer with states");
  }
}
