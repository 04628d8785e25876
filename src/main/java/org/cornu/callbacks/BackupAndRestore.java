package org.cornu.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cornu.history.Epoch;

/**
 * Keeps a checkpoint, from which the same {@code fit} goes on after a crash and ends as if there
 * had been none, to the bit (Keras: {@code BackupAndRestore}). Its events come after those of all
 * other callbacks, whose states it keeps. The file is a {@code .keras} archive, which other
 * programs open. Once weights are no longer finite numbers, the last checkpoint is kept, and stays
 * at the end.
 *
 * @param file for example {@code backup.keras}
 * @param batches kept after so many batches; 0 for after each epoch
 * @param deleteCheckpoint whether the file is deleted when the run has ended by itself
 */
public record BackupAndRestore(Path file, int batches, boolean deleteCheckpoint)
    implements Callback {

  private static final System.Logger LOG = System.getLogger("org.cornu");

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
  public Optional<Path> checkpoint() {
    return Optional.of(file);
  }

  @Override
  public boolean comesLast() {
    return true;
  }

  @Override
  public boolean onlyTells() {
    return true;
  }

  @Override
  public Run begin(Training training) {
    return new Run() {
      private boolean diverged;
      private int begun;

      @Override
      public void batchBegin(int batch) {
        begun = batch;
      }

      @Override
      public void batchEnd(int batch, Map<String, Double> logs) {
        if (batches > 0 && batch / batches > (begun - 1) / batches) {
          keep();
        }
      }

      @Override
      public void epochEnd(Epoch epoch) {
        keep();
      }

      /** A run that diverged leaves the last good checkpoint alone, and says so once. */
      private void keep() {
        if (!kept(training) && !diverged) {
          diverged = true;
          LOG.log(
              Level.WARNING,
              "{0}: weights are no longer finite numbers; {1}",
              training.name(),
              Files.exists(file)
                  ? file + " stays as it is from before"
                  : "none was kept in " + file + " before");
        }
      }

      @Override
      public void end() {
        if (deleteCheckpoint && !diverged && ended(training)) {
          delete();
        }
      }
    };
  }

  private static boolean ended(Training training) {
    return training.ending().filter(ending -> !(ending instanceof Ending.BrokenOff)).isPresent();
  }

  private boolean kept(Training training) {
    try {
      return training.checkpoint(file);
    } catch (IOException e) {
      throw WriteFailure.of("backupAndRestore", e);
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
