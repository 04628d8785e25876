package org.cornu.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.data.Split;
import org.cornu.device.Guarded;
import org.cornu.distribute.Handout;
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
    if (fit.checkpoint().isEmpty()) {
      return fresh(model, fit, Optional.empty());
    }
    try (Handout handout = model.read(TrainSession::strategy).handOut(fit.checkpoint().get())) {
      Config fingerprint = Fingerprint.of(model.read(TrainSession::compiled), data, fit);
      return handout.file().isEmpty()
          ? fresh(model, fit, Optional.of(fingerprint))
          : of(model, fit, fingerprint, handout.file().get());
    } catch (IOException e) {
      throw new UncheckedIOException("backupAndRestore cannot go on: " + e.getMessage(), e);
    }
  }

  private static Start fresh(Guarded<TrainSession> model, Fit fit, Optional<Config> fingerprint) {
    int epoch = fit.initialEpoch().orElseGet(() -> model.read(TrainSession::epochs));
    return new Start(epoch, fingerprint, Optional.empty());
  }

  /** From a file, which is the checkpoint or a copy of it. */
  private static Start of(Guarded<TrainSession> model, Fit fit, Config fingerprint, Path file)
      throws IOException {
    CompiledNet compiled = model.read(TrainSession::compiled);
    try (TrainingState kept =
        KerasArchive.readState(file, compiled.net(), compiled.how().optimizer())) {
      Path named = fit.checkpoint().orElseThrow();
      Checkpoint checkpoint = Checkpoint.of(kept.progress(), fingerprint, named);
      Start start =
          new Start(checkpoint.initialEpoch(), Optional.of(fingerprint), Optional.of(checkpoint));
      if (checkpoint.done() > start.epochs(fit)) {
        throw new IllegalStateException(
            "%s: the run has %d epochs already, %d were asked for; ask for more, or delete it to begin anew"
                .formatted(named, checkpoint.done(), start.epochs(fit)));
      }
      model.write(
          session -> {
            session.variables().takeWeights(kept.weights());
            kept.optimizer().ifPresent(session.variables()::restore);
            session.states().set(Checkpoint.states(kept.progress()));
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
