package org.cornu.callbacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.cornu.history.Epoch;
import org.cornu.history.HistoryCsv;

/**
 * Writes each epoch's figures as a row of a CSV file, as soon as it ends (Keras: {@code
 * CSVLogger}). A run that goes on from a checkpoint keeps the rows up to it.
 *
 * @param file for example {@code history.csv}
 * @param appending whether an older file is continued, from the epoch where the run begins; else it
 *     is replaced
 */
public record CSVLogger(Path file, boolean appending) implements Callback {

  public CSVLogger {
    Objects.requireNonNull(file, "csvLogger needs a file, got null");
  }

  /** Continuing an older file. */
  public CSVLogger append() {
    return new CSVLogger(file, true);
  }

  @Override
  public boolean onlyTells() {
    return true;
  }

  @Override
  public Run begin(Training training) {
    return new Rows(training);
  }

  private final class Rows implements Run {

    private final Training training;
    private boolean continued = appending;
    private boolean ready;

    Rows(Training training) {
      this.training = training;
    }

    @Override
    public void epochBegin(int epoch) {
      makeReady();
    }

    @Override
    public void epochEnd(Epoch epoch) {
      makeReady();
      try {
        HistoryCsv.append(epoch, file);
      } catch (IOException e) {
        throw WriteFailure.of("csvLogger", e);
      }
    }

    private void makeReady() {
      if (ready) {
        return;
      }
      ready = true;
      try {
        if (continued && Files.exists(file)) {
          HistoryCsv.cut(file, training.initialEpoch());
        } else {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw WriteFailure.of("csvLogger", e);
      }
    }

    @Override
    public void restore(CallbackState state) {
      continued = true;
    }
  }
}
