package org.cornu.callbacks;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Breaks the run off after the batch in which a time is over; an unfinished epoch does not count.
 *
 * @param time from the run's begin, above 0
 */
public record TimeLimit(Duration time) implements Callback {

  public TimeLimit {
    Objects.requireNonNull(time, "timeLimit needs a time, got null");
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("timeLimit needs a time above 0, got " + time);
    }
  }

  @Override
  public Run begin(Training training) {
    long start = System.nanoTime();
    return new Run() {
      @Override
      public void batchEnd(int batch, Map<String, Double> logs) {
        if (System.nanoTime() - start >= time.toNanos()) {
          training.breakOff();
        }
      }
    };
  }
}
