package org.cornu.callbacks;

import java.util.Objects;

/**
 * Sets the learning rate before each epoch (Keras: {@code LearningRateScheduler}).
 *
 * @param schedule gives the rate
 */
public record LearningRateScheduler(Schedule schedule) implements Callback {

  public LearningRateScheduler {
    Objects.requireNonNull(schedule, "learningRateScheduler needs a schedule, got null");
  }

  /** Gives an epoch its learning rate. */
  @FunctionalInterface
  public interface Schedule {

    /**
     * The rate of an epoch.
     *
     * @param epoch counted from 1, as everywhere in Cornu; Keras counts from 0 here
     * @param rate of the epoch before, or to begin with
     */
    double rate(int epoch, double rate);
  }

  @Override
  public Run begin(Training training) {
    return new Run() {
      @Override
      public void epochBegin(int epoch) {
        training.learningRate(schedule.rate(epoch, training.learningRate()));
      }
    };
  }
}
