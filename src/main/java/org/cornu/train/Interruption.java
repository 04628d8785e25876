package org.cornu.train;

import java.util.concurrent.CancellationException;

/**
 * An interrupt of the thread that trains. It is kept back until the callbacks have ended, whose
 * last writes it would break.
 */
final class Interruption {

  private final String model;
  private boolean noticed;

  /**
   * None yet.
   *
   * @param model its name, for messages
   */
  Interruption(String model) {
    this.model = model;
  }

  /**
   * Ends a run whose thread is interrupted.
   *
   * @throws CancellationException if it is
   */
  void check(OngoingEpoch epoch) {
    if (Thread.interrupted()) {
      noticed = true;
      throw cancelled("after batch %d of epoch %d".formatted(epoch.batch, epoch.epoch));
    }
  }

  /** What a failure is: an interrupt closes the file that is being written. */
  RuntimeException cause(RuntimeException failure) {
    return Thread.currentThread().isInterrupted()
        ? (RuntimeException) cancelled(failure.getMessage()).initCause(failure)
        : failure;
  }

  /** Leaves the thread as it was found. */
  void giveBack() {
    if (noticed) {
      Thread.currentThread().interrupt();
    }
  }

  private CancellationException cancelled(String where) {
    return new CancellationException(
        "fit of model \"%s\" was interrupted: %s".formatted(model, where));
  }
}
