package org.cornu.callbacks;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cornu.history.Epoch;

/**
 * Watches a run of {@code fit}, and may steer it (Keras: {@code Callback}). The callback itself is
 * configuration and can be used again; what it remembers of one run lives in a {@link Run}.
 */
@FunctionalInterface
public interface Callback {

  /** Begins a run. */
  Run begin(Training training);

  /** The checkpoint that an interrupted run goes on from, for a callback that keeps one. */
  default Optional<Path> checkpoint() {
    return Optional.empty();
  }

  /**
   * Whether it only tells and keeps what happens, so that of several processes that train together
   * the first one's is enough.
   */
  default boolean onlyTells() {
    return false;
  }

  /** Whether its events come after those of the callbacks that do not say so. */
  default boolean comesLast() {
    return false;
  }

  /**
   * One run's events, all on the thread that called {@code fit}. An exception ends the run with it;
   * the model stays usable.
   */
  interface Run {

    /**
     * Before an epoch's first batch.
     *
     * @param epoch counted from 1
     */
    default void epochBegin(int epoch) {}

    /**
     * In place of {@link #epochBegin}, where a run goes on within an epoch from a checkpoint.
     *
     * @param epoch counted from 1
     */
    default void epochResumed(int epoch) {}

    /**
     * Before a batch, or before the first of those that one execution takes.
     *
     * @param batch counted from 1 within the epoch
     */
    default void batchBegin(int batch) {}

    /**
     * After a batch, or after the last of those that one execution takes.
     *
     * @param batch counted from 1 within the epoch
     * @param logs the epoch's means so far: {@code loss} and the metrics
     */
    default void batchEnd(int batch, Map<String, Double> logs) {}

    /** Before an epoch's validation (Keras: {@code on_test_begin}). */
    default void testBegin() {}

    /** After an epoch's validation, also if it failed. */
    default void testEnd() {}

    /** After an epoch and its validation. */
    default void epochEnd(Epoch epoch) {}

    /**
     * What this run remembers, after a batch or an epoch. A checkpoint keeps it, and {@link
     * #restore} gets it in the process that goes on.
     */
    default CallbackState state() {
      return CallbackState.NONE;
    }

    /** Takes up what an interrupted run remembered, before the first event. */
    default void restore(CallbackState state) {}

    /** After the last epoch, also if the run was stopped or failed. */
    default void end() {}
  }
}
