package org.cornu.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cornu.history.Epoch;
import org.cornu.history.HistoryCsv;

/**
 * Writes each epoch's figures as a row of a CSV file, as soon as it ends (Keras: {@code
 * CSVLogger}). An older file is replaced when the run begins.
 *
 * @param file for example {@code history.csv}
 */
public record CSVLogger(Path file) implements Callback {

  @Override
  public Run begin(Training training) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot replace " + file, e);
    }
    return new Run() {
      @Override
      public void epochEnd(Epoch epoch) {
        try {
          HistoryCsv.append(epoch, file);
        } catch (IOException e) {
          throw new UncheckedIOException(
              "cannot write epoch %d to %s".formatted(epoch.number(), file), e);
        }
      }
    };
  }
}
