package org.cornu.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cornu.callbacks.Callback;
import org.cornu.history.Epoch;

/** The runs of several callbacks as one, in the order they began. */
final class CallbackRuns implements Callback.Run, AutoCloseable {

  private final List<Callback.Run> runs = new ArrayList<>();

  void add(Callback.Run run) {
    runs.add(run);
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  @Override
  public void epochBegin(int epoch) {
    runs.forEach(run -> run.epochBegin(epoch));
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
