package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.Ending;
import org.cornu.callbacks.Training;
import org.cornu.history.Epoch;
import org.cornu.report.Progress;
import org.cornu.report.Progress.Phase;

/**
 * Tells in a trial's folder how far its training has come, about once a second, for the page of
 * {@code serve}. Who trains takes it away in the end. It is for onlookers: no training ends for it.
 *
 * @param folder of the trial
 * @param seed of the net
 * @param nanoTime a clock
 */
record ProgressFile(Path folder, long seed, LongSupplier nanoTime) implements Callback {

  private static final double SECOND = 1e9;

  ProgressFile(Path folder, long seed) {
    this(folder, seed, System::nanoTime);
  }

  /** Takes it away from a trial's folder. */
  static void delete(Path folder) {
    try {
      Progress.delete(folder);
    } catch (IOException e) {
      // The page then says for an hour that the trial is silent.
    }
  }

  @Override
  public boolean onlyTells() {
    return true;
  }

  @Override
  public Run begin(Training training) {
    return new Telling(training);
  }

  private final class Telling implements Run {

    private final Training training;
    private int epoch;
    private long seen;
    private double imagesPerSecond;
    private double epochSeconds = Double.NaN;
    private Map<String, Double> figures = Map.of();
    private long toldAt;
    private long seenThen;
    private boolean resumed;

    Telling(Training training) {
      this.training = training;
    }

    @Override
    public void epochBegin(int epoch) {
      begin(epoch);
      tell(Phase.TRAINING);
    }

    @Override
    public void epochResumed(int epoch) {
      begin(epoch);
      resumed = true;
    }

    private void begin(int epoch) {
      this.epoch = epoch;
      seen = 0;
      figures = Map.of();
      restart();
    }

    private void restart() {
      toldAt = nanoTime.getAsLong();
      seenThen = seen;
    }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs) {
      seen = Math.min((long) batch * training.batchSize(), training.samples());
      figures = logs;
      if (resumed) { // what another process trained says nothing of the pace of this one
        resumed = false;
        restart();
      }
      double seconds = (nanoTime.getAsLong() - toldAt) / SECOND;
      if (seconds >= 1) {
        imagesPerSecond = (seen - seenThen) / seconds;
        restart();
        tell(Phase.TRAINING);
      }
    }

    @Override
    public void testBegin() {
      tell(Phase.VALIDATING);
    }

    @Override
    public void epochEnd(Epoch done) {
      epochSeconds = done.seconds();
    }

    @Override
    public void end() {
      if (training.ending().orElse(null) instanceof Ending.Complete) {
        tell(Phase.TESTING);
      }
    }

    private void tell(Phase phase) {
      Progress progress =
          new Progress(
              training.name(),
              seed,
              epoch,
              training.epochs(),
              seen,
              training.samples(),
              phase,
              imagesPerSecond,
              secondsLeft(),
              figures);
      try {
        progress.write(folder);
      } catch (IOException e) {
        // The next second tries again.
      }
    }

    /** The rest of this epoch at the pace of late, and the others as long as the last one was. */
    private double secondsLeft() {
      double whole =
          Double.isNaN(epochSeconds) ? training.samples() / imagesPerSecond : epochSeconds;
      double rest = whole * (training.samples() - seen) / training.samples();
      double left = rest + (training.epochs() - epoch) * whole;
      return Double.isFinite(left) ? left : Double.NaN;
    }
  }
}
