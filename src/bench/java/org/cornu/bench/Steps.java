package org.cornu.bench;

import java.util.Map;
import java.util.function.Consumer;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.Training;

/**
 * Does something after each training step.
 *
 * @param after takes the training, which it may stop
 */
record Steps(Consumer<Training> after) implements Callback {

  @Override
  public Run begin(Training training) {
    return new Run() {
      @Override
      public void batchEnd(int batch, Map<String, Double> logs) {
        after.accept(training);
      }
    };
  }
}
