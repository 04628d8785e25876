package org.cornu.callbacks;

import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.cornu.history.Epoch;

/**
 * Makes the learning rate smaller when a figure has not got better for some epochs (Keras: {@code
 * ReduceLROnPlateau}).
 *
 * @param monitor what is watched
 * @param factor by which the rate is multiplied, in (0, 1)
 * @param patience how many epochs without a better figure are waited for, 0 or more
 * @param cooldown how many epochs after a change nothing is counted, 0 or more
 * @param minLr below which the rate is not taken, 0 or more
 */
public record ReduceLROnPlateau(
    Monitor monitor, double factor, int patience, int cooldown, double minLr) implements Callback {

  public ReduceLROnPlateau {
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "reduceLROnPlateau needs a factor above 0 and below 1, got " + factor);
    }
    if (patience < 0 || cooldown < 0 || !(minLr >= 0 && Double.isFinite(minLr))) {
      throw new IllegalArgumentException(
          "reduceLROnPlateau needs patience, cooldown and minLr of 0 or more, got %s, %s and %s"
              .formatted(patience, cooldown, minLr));
    }
  }

  /** Multiplying by another factor, in (0, 1); 0.1 by default. */
  public ReduceLROnPlateau factor(double factor) {
    return new ReduceLROnPlateau(monitor, factor, patience, cooldown, minLr);
  }

  /** Waiting for so many epochs; 10 by default. */
  public ReduceLROnPlateau patience(int epochs) {
    return new ReduceLROnPlateau(monitor, factor, epochs, cooldown, minLr);
  }

  /** Counting only what is better by more than this, 0 or more; 1e-4 by default. */
  public ReduceLROnPlateau minDelta(double minDelta) {
    return monitor(monitor.minDelta(minDelta));
  }

  /** Where smaller is better; by default the name tells. */
  public ReduceLROnPlateau min() {
    return monitor(monitor.mode(Monitor.Mode.MIN));
  }

  /** Where larger is better; by default the name tells. */
  public ReduceLROnPlateau max() {
    return monitor(monitor.mode(Monitor.Mode.MAX));
  }

  /** Counting nothing for so many epochs after a change; 0 by default. */
  public ReduceLROnPlateau cooldown(int epochs) {
    return new ReduceLROnPlateau(monitor, factor, patience, epochs, minLr);
  }

  /** Going no lower than this; 0 by default. */
  public ReduceLROnPlateau minLr(double rate) {
    return new ReduceLROnPlateau(monitor, factor, patience, cooldown, rate);
  }

  private ReduceLROnPlateau monitor(Monitor monitor) {
    return new ReduceLROnPlateau(monitor, factor, patience, cooldown, minLr);
  }

  @Override
  public Run begin(Training training) {
    monitor.require("reduceLROnPlateau", training);
    return new Watch(training);
  }

  private final class Watch implements Run {

    private final Training training;
    private OptionalDouble best = OptionalDouble.empty();
    private int wait;
    private int cooling;

    Watch(Training training) {
      this.training = training;
    }

    @Override
    public void epochEnd(Epoch epoch) {
      double value = monitor.value(epoch);
      if (cooling > 0) {
        cooling--;
        wait = 0;
      }
      if (monitor.better(value, best)) {
        best = OptionalDouble.of(value);
        wait = 0;
      } else if (cooling == 0 && ++wait >= patience) {
        reduce();
      }
    }

    private void reduce() {
      double rate = training.learningRate();
      if (rate > (float) minLr) {
        training.learningRate(Math.max(rate * factor, minLr));
        cooling = cooldown;
        wait = 0;
      }
    }

    @Override
    public CallbackState state() {
      Config values = Best.config(best).with("wait", wait).with("cooling", cooling);
      return CallbackState.of(values);
    }

    @Override
    public void restore(CallbackState state) {
      best = Best.from(state.values());
      wait = state.values().integer("wait");
      cooling = state.values().integer("cooling");
    }
  }
}
