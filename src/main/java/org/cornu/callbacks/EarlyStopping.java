package org.cornu.callbacks;

import java.util.Map;
import java.util.OptionalDouble;
import org.cornu.history.Epoch;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * Ends the run when a figure has not got better for some epochs (Keras: {@code EarlyStopping}).
 *
 * @param monitor what is watched
 * @param patience how many epochs without a better figure are waited for, 0 or more
 * @param baseline that the figure must also beat for the waiting to begin anew; empty for none
 * @param restoring whether the weights of the best epoch come back at the end
 * @param startFromEpoch how many epochs pass before anything is watched, 0 or more
 */
public record EarlyStopping(
    Monitor monitor, int patience, OptionalDouble baseline, boolean restoring, int startFromEpoch)
    implements Callback {

  public EarlyStopping {
    if (patience < 0 || startFromEpoch < 0) {
      throw new IllegalArgumentException(
          "earlyStopping needs a patience and a startFromEpoch of 0 or more, got %s and %s"
              .formatted(patience, startFromEpoch));
    }
    if (!Double.isFinite(baseline.orElse(0))) {
      throw new IllegalArgumentException(
          "earlyStopping needs a finite baseline, got " + baseline.getAsDouble());
    }
  }

  /** Waiting for so many epochs; 0 by default. */
  public EarlyStopping patience(int epochs) {
    return new EarlyStopping(monitor, epochs, baseline, restoring, startFromEpoch);
  }

  /** Counting only what is better by more than this, 0 or more; 0 by default. */
  public EarlyStopping minDelta(double minDelta) {
    return monitor(monitor.minDelta(minDelta));
  }

  /** Where smaller is better; by default the name tells. */
  public EarlyStopping min() {
    return monitor(monitor.mode(Monitor.Mode.MIN));
  }

  /** Where larger is better; by default the name tells. */
  public EarlyStopping max() {
    return monitor(monitor.mode(Monitor.Mode.MAX));
  }

  /** Waiting on unless the figure is also better than this, a finite number. */
  public EarlyStopping baseline(double value) {
    return new EarlyStopping(
        monitor, patience, OptionalDouble.of(value), restoring, startFromEpoch);
  }

  /** Setting the weights of the best epoch at the end. */
  public EarlyStopping restoreBestWeights() {
    return new EarlyStopping(monitor, patience, baseline, true, startFromEpoch);
  }

  /** Watching nothing in the first epochs. */
  public EarlyStopping startFromEpoch(int epochs) {
    return new EarlyStopping(monitor, patience, baseline, restoring, epochs);
  }

  private EarlyStopping monitor(Monitor monitor) {
    return new EarlyStopping(monitor, patience, baseline, restoring, startFromEpoch);
  }

  @Override
  public Run begin(Training training) {
    monitor.require("earlyStopping", training);
    return new Watch(training);
  }

  private final class Watch implements Run {

    private final Training training;
    private OptionalDouble best = OptionalDouble.empty();
    private Map<String, FloatNdArray> bestWeights = Map.of();
    private int wait;

    Watch(Training training) {
      this.training = training;
    }

    @Override
    public void epochEnd(Epoch epoch) {
      if (epoch.number() <= startFromEpoch) {
        return;
      }
      double value = monitor.value(epoch);
      wait++;
      boolean better = monitor.better(value, best);
      if (restoring && (better || bestWeights.isEmpty())) {
        bestWeights = training.weights();
      }
      if (better) {
        best = OptionalDouble.of(value);
        if (monitor.better(value, baseline)) {
          wait = 0;
        }
      } else if (wait >= patience && epoch.number() > 1) {
        training.stop();
      }
    }

    @Override
    public void end() {
      if (!bestWeights.isEmpty()) {
        training.setWeights(bestWeights);
      }
    }

    @Override
    public CallbackState state() {
      return new CallbackState(Best.config(best).with("wait", wait), bestWeights);
    }

    @Override
    public void restore(CallbackState state) {
      best = Best.from(state.values());
      wait = state.values().integer("wait");
      bestWeights = state.arrays();
    }
  }
}
