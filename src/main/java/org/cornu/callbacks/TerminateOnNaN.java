package org.cornu.callbacks;

import java.util.Map;

/**
 * Breaks the run off when the loss is no longer a finite number (Keras: {@code TerminateOnNaN});
 * the epoch at hand does not count.
 */
public record TerminateOnNaN() implements Callback {

  @Override
  public Run begin(Training training) {
    return new Run() {
      @Override
      public void batchEnd(int batch, Map<String, Double> logs) {
        if (!Double.isFinite(logs.get("loss"))) {
          training.breakOff();
        }
      }
    };
  }
}
