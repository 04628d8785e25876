package org.cornu.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cornu.callbacks.Callback;
import org.cornu.config.Config;
import org.cornu.data.Split;
import org.cornu.device.Guarded;
import org.cornu.saving.KerasArchive;
import org.cornu.saving.TrainingState;
import org.cornu.step.CompiledNet;

/**
 * Where a run of {@code fit} begins.
 *
 * @param epoch how many epochs were done when it first began
 * @param fingerprint of net, data and settings, where a callback keeps checkpoints
 * @param checkpoint of the same run, interrupted before, whose weights the model has now
 */
record Start(int epoch, Optional<Config> fingerprint, Optional<Checkpoint> checkpoint) {

  /**
   * Sets a model to where a run begins.
   *
   * @throws UncheckedIOException if a checkpoint cannot be read, or the net cannot be kept in one
   * @throws IllegalStateException if the checkpoint is of another run
   */
  static Start of(Guarded<TrainSession> model, Split data, Fit fit) {
    Optional<Path> file =
        fit.callbacks().stream().map(Callback::checkpoint).flatMap(Optional::stream).findFirst();
    if (file.isEmpty()) {
      int epoch = fit.initialEpoch().orElseGet(() -> model.read(TrainSession::epochs));
      return new Start(epoch, Optional.empty(), Optional.empty());
    }
    try {
      Config fingerprint = Fingerprint.of(model.read(TrainSession::compiled), data, fit);
      return of(model, fit, fingerprint, file.get());
    } catch (IOException e) {
      throw new UncheckedIOException("backupAndRestore cannot go on: " + e.getMessage(), e);
    }
  }

  private static Start of(Guarded<TrainSession> model, Fit fit, Config fingerprint, Path file)
      throws IOException {
    if (Files.notExists(file)) {
      int epoch = fit.initialEpoch().orElseGet(() -> model.read(TrainSession::epochs));
      return new Start(epoch, Optional.of(fingerprint), Optional.empty());
    }
    CompiledNet compiled = model.read(TrainSession::compiled);
    try (TrainingState kept =
        KerasArchive.readState(file, compiled.net(), compiled.how().optimizer())) {
      Checkpoint checkpoint = Checkpoint.of(kept.progress(), fingerprint, file);
      Start start =
          new Start(checkpoint.initialEpoch(), Optional.of(fingerprint), Optional.of(checkpoint));
      if (checkpoint.done() > start.epochs(fit)) {
        throw new IllegalStateException(
            "%s: the run has %d epochs already, %d were asked for; ask for more, or delete it to begin anew"
                .formatted(file, checkpoint.done(), start.epochs(fit)));
      }
      model.write(
          session -> {
            session.variables().takeWeights(kept.weights());
            kept.optimizer().ifPresent(session.variables()::restore);
            session.epochs(checkpoint.done());
          });
      return start;
    }
  }

  /** The number of the last epoch. */
  int epochs(Fit fit) {
    return fit.initialEpoch().isPresent() ? fit.epochs() : epoch + fit.epochs();
  }
}
