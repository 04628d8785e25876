package org.cornu.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.cornu.callbacks.Callback;
import org.cornu.callbacks.CallbackState;
import org.cornu.callbacks.Training;
import org.cornu.history.Epoch;

/** The runs of several callbacks as one, in the order they began. */
final class CallbackRuns implements Callback.Run, AutoCloseable {

  private final List<Callback.Run> runs = new ArrayList<>();

  /**
   * Begins each, those that come last after the others.
   *
   * @param tells whether those have anything to do that only tell
   */
  void begin(List<Callback> callbacks, Training training, boolean tells) {
    List<Callback> ordered = new ArrayList<>(callbacks);
    ordered.sort(Comparator.comparing(Callback::comesLast));
    for (Callback callback : ordered) {
      boolean isIdle = callback.onlyTells() && !tells;
      runs.add(isIdle ? new Callback.Run() {} : callback.begin(training));
    }
  }

  /** What each remembers, in order. */
  List<CallbackState> states() {
    return runs.stream().map(Callback.Run::state).toList();
  }

  /** Gives each what it remembered. */
  void restore(List<CallbackState> states) {
    for (int i = 0; i < states.size(); i++) {
      runs.get(i).restore(states.get(i));
    }
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  @Override
  public void epochBegin(int epoch) {
    runs.forEach(run -> run.epochBegin(epoch));
  }

  @Override
  public void epochResumed(int epoch) {
    runs.forEach(run -> run.epochResumed(epoch));
  }

  @Override
  public void batchBegin(int batch) {
    runs.forEach(run -> run.batchBegin(batch));
  }

  @Override
  public void batchEnd(int batch, Map<String, Double> logs) {
    runs.forEach(run -> run.batchEnd(batch, logs));
  }

  @Override
  public void testBegin() {
    runs.forEach(Callback.Run::testBegin);
  }

  @Override
  public void testEnd() {
    runs.forEach(Callback.Run::testEnd);
  }

  @Override
  public void epochEnd(Epoch epoch) {
    runs.forEach(run -> run.epochEnd(epoch));
  }

  /** Ends each one, also if another fails. */
  @Override
  public void end() {
    RuntimeException failure = null;
    for (Callback.Run run : runs) {
      try {
        run.end();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    end();
  }
}
