package org.cornu.callbacks;

import java.io.PrintStream;
import org.cornu.history.Epoch;

/**
 * Prints one plain line an epoch (Keras: {@code verbose=2}), for logs and pipes.
 *
 * @param out takes the lines
 */
public record EpochLines(PrintStream out) implements Callback {

  @Override
  public boolean onlyTells() {
    return true;
  }

  @Override
  public Run begin(Training training) {
    return new Run() {
      @Override
      public void epochEnd(Epoch epoch) {
        out.println(EpochText.line(epoch, training));
      }
    };
  }
}
