package org.cornu.optimizers;

import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.schedules.LearningRateSchedule;

/** Where an optimizer takes its learning rate from. */
public sealed interface LearningRate {

  /** The rate after so many steps, if nobody sets another. */
  double after(long iterations);

  /** The value in a configuration: a number or a schedule. */
  Object value();

  /**
   * A number, which may be set while a model trains.
   *
   * @param rate to begin with, 0 or more: a file may hold a training that has come to rest
   */
  record Settable(double rate) implements LearningRate {

    public Settable {
      if (!(rate >= 0 && Double.isFinite(rate))) {
        throw new IllegalArgumentException(
            "an optimizer needs a finite learning rate of 0 or more, got " + rate);
      }
    }

    @Override
    public double after(long iterations) {
      return rate;
    }

    @Override
    public Object value() {
      return rate;
    }
  }

  /**
   * A schedule, which alone decides.
   *
   * @param schedule gives the rate of each step
   */
  record Scheduled(LearningRateSchedule schedule) implements LearningRate {

    public Scheduled {
      Objects.requireNonNull(
          schedule, "an optimizer needs a schedule, for example cosineDecay(0.1, 1000), got null");
    }

    @Override
    public double after(long iterations) {
      return schedule.rates(iterations)[0];
    }

    @Override
    public Object value() {
      return schedule;
    }
  }

  /** A number to compile with: 0, with which nothing would be learned, is a slip. */
  static LearningRate of(double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException(
          "an optimizer needs a finite learning rate above 0, got " + rate);
    }
    return new Settable(rate);
  }

  /** Reads it; Keras writes 0.001 as the float32 that it becomes. */
  static LearningRate from(Config config, double absent) {
    if (config.values().get("learning_rate") instanceof Config) {
      return new Scheduled(config.instance(LearningRateSchedule.class, "learning_rate"));
    }
    float rate = (float) config.number("learning_rate", absent);
    return new Settable(Double.parseDouble(Float.toString(rate)));
  }
}
