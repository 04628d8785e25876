package org.cornu.server;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that waits for its answer, which it gets once. */
final class Pending {

  /** Who is told. */
  interface Client {

    /**
     * The answer.
     *
     * @param outputs one for each output of the signature, in its order
     * @param from the first of the request's samples in them
     */
    void answered(List<Column> outputs, int from);

    void failed(Throwable failure);
  }

  private final PredictRequest request;
  private final long deadline;
  private final Client client;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * One that just came.
   *
   * @param deadline by {@link System#nanoTime}
   */
  Pending(PredictRequest request, long deadline, Client client) {
    this.request = request;
    this.deadline = deadline;
    this.client = client;
  }

  PredictRequest request() {
    return request;
  }

  boolean isLate(long now) {
    return now - deadline > 0;
  }

  boolean isDone() {
    return told.get();
  }

  void answer(List<Column> outputs, int from) {
    if (told.compareAndSet(false, true)) {
      client.answered(outputs, from);
    }
  }

  void fail(Throwable failure) {
    if (told.compareAndSet(false, true)) {
      client.failed(failure);
    }
  }
}
