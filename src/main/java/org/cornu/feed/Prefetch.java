package org.cornu.feed;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Has the next batches made by a thread of its own while TensorFlow computes. It is not
 * interrupted: that would close the file under a read. Closing waits for the batch at hand instead.
 */
final class Prefetch implements Feed {

  /** The name of the thread. */
  static final String THREAD = "cornu-prefetch";

  private static final int AHEAD = 2;

  private final Batches batches;
  private final Queue<CompletableFuture<Batch>> ahead = new ArrayDeque<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Prefetch::thread);
  private int next;
  private volatile boolean closed;

  Prefetch(Batches batches, int first) {
    this.batches = batches;
    this.next = first;
    for (int i = 0; i < AHEAD; i++) {
      prepare();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, THREAD);
    thread.setDaemon(true);
    return thread;
  }

  private void prepare() {
    if (next < batches.count()) {
      int index = next;
      next += batches.together();
      ahead.add(CompletableFuture.supplyAsync(() -> closed ? null : batches.batch(index), thread));
    }
  }

  @Override
  public Batch next() {
    CompletableFuture<Batch> first = ahead.remove();
    prepare();
    try {
      return first.join();
    } catch (CompletionException e) {
      throw unchecked(e.getCause());
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  @Override
  public void close() {
    closed = true;
    for (CompletableFuture<Batch> each : ahead) {
      each.handle(
              (batch, failure) -> {
                if (batch != null) {
                  batch.close();
                }
                return null;
              })
          .join();
    }
    thread.shutdown();
    awaitEnd();
  }

  /** The thread has nothing left to do. An interrupt meanwhile is kept for later. */
  private void awaitEnd() {
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
