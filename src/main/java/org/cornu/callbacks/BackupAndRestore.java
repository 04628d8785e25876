package org.cornu.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.cornu.history.Epoch;

/**
 * Keeps a checkpoint, from which the same {@code fit} goes on after a crash and ends as if there
 * had been none, to the bit (Keras: {@code BackupAndRestore}). Its events come after those of all
 * other callbacks, whose states it keeps. The file is a {@code .keras} archive, which other
 * programs open.
 *
 * @param file for example {@code backup.keras}
 * @param batches kept after so many batches; 0 for after each epoch
 * @param deleteCheckpoint whether the file is deleted when the run has ended by itself
 */
public record BackupAndRestore(Path file, int batches, boolean deleteCheckpoint)
    implements Callback {

  public BackupAndRestore {
    Objects.requireNonNull(file, "backupAndRestore needs a file, got null");
    if (batches < 0) {
      throw new IllegalArgumentException(
          "backupAndRestore needs batches of 0 or more, got " + batches);
    }
  }

  /** Keeping a checkpoint after so many batches, 1 or more, too (Keras: {@code save_freq}). */
  public BackupAndRestore everyBatches(int batches) {
    if (batches < 1) {
      throw new IllegalArgumentException(
          "backupAndRestore needs everyBatches of 1 or more, got " + batches);
    }
    return new BackupAndRestore(file, batches, deleteCheckpoint);
  }

  /** Keeping the file when the run has ended. */
  public BackupAndRestore keepCheckpoint() {
    return new BackupAndRestore(file, batches, false);
  }

  @Override
  public Run begin(Training training) {
    return new Run() {
      @Override
      public void batchEnd(int batch, Map<String, Double> logs) {
        if (batches > 0 && batch % batches == 0) {
          keep(training);
        }
      }

      @Override
      public void epochEnd(Epoch epoch) {
        keep(training);
      }

      @Override
      public void end() {
        if (deleteCheckpoint && training.ended()) {
          delete();
        }
      }
    };
  }

  private void keep(Training training) {
    try {
      training.checkpoint(file);
    } catch (IOException e) {
      throw new UncheckedIOException("backupAndRestore cannot write " + file, e);
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("backupAndRestore cannot delete " + file, e);
    }
  }
}
