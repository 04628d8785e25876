package org.cornu.server;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.cornu.serving.LoadedModel;

/**
 * Gathers the requests of many clients for one signature of one model. Who comes while the model is
 * idle asks it at once, in its own thread; who comes while it works waits, and all who then wait
 * are computed together. A thread that has its answer leaves the rest to another, as its client's
 * next request is not read before it is free.
 */
final class Batcher {

  private static final System.Logger LOG = System.getLogger("org.cornu.server");

  private final Executor threads;
  private final BatchRun run;
  private final InUse use;
  private final ServerOptions options;
  private final ModelMeter meter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Deque<Pending> queue = new ArrayDeque<>();
  private final Set<List<Pending>> running = Collections.newSetFromMap(new IdentityHashMap<>());
  private int leaders;
  private boolean hurried;

  /**
   * For one signature.
   *
   * @param use of the model, which is not freed meanwhile
   * @param threads which compute for those that still wait when another thread has its answer
   */
  Batcher(LoadedModel model, InUse use, ServerOptions options, ModelMeter meter, Executor threads) {
    this.threads = threads;
    this.use = use;
    this.run = new BatchRun(model, options.maxBatch(), meter);
    this.options = options;
    this.meter = meter;
  }

  /**
   * Takes a request, which is told when it is done, perhaps in this call. The caller has the model
   * in use.
   *
   * @throws Refusal if too many wait
   */
  void submit(Pending pending) {
    lock.lock();
    try {
      if (queue.size() >= options.maxQueue()) {
        throw new Refusal(
            Refusal.TOO_MANY,
            "%d requests wait for this model already; try again later, or start the server with a larger --max-queue"
                .formatted(queue.size()));
      }
      queue.add(pending);
      meter.waiting(1);
      more.signal();
      if (leaders == options.parallel()) {
        return;
      }
      leaders++;
      use.begin();
    } finally {
      lock.unlock();
    }
    lead(pending::isDone);
  }

  /** Computes till nobody waits, or another thread goes on because this one has done enough. */
  private void lead(BooleanSupplier enough) {
    boolean handedOver = false;
    try {
      while (!handedOver && runNext()) {
        handedOver = enough.getAsBoolean() && handOver();
      }
    } finally {
      if (!handedOver) {
        use.end();
      }
    }
  }

  /** Gives the lead to another thread, and the use with it, if somebody waits. */
  private boolean handOver() {
    lock.lock();
    try {
      if (queue.isEmpty()) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    try {
      threads.execute(() -> lead(() -> false));
      return true;
    } catch (RejectedExecutionException e) {
      return false; // at the server's end there is no other thread
    }
  }

  /** Computes the next batch; false if nobody waits. */
  private boolean runNext() {
    List<Pending> batch = next();
    if (batch.isEmpty()) {
      return false;
    }
    try {
      run.run(batch);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a batch could not be answered", e);
      batch.forEach(each -> each.fail(new Refusal(Refusal.FAILED, e.toString())));
    }
    lock.lock();
    try {
      running.remove(batch);
    } finally {
      lock.unlock();
    }
    return true;
  }

  /** The next batch; none if nobody waits, and then this thread leads no more. */
  private List<Pending> next() {
    lock.lock();
    try {
      List<Pending> batch = new ArrayList<>();
      running.add(batch);
      int rows = gather(batch, 0);
      if (options.batchDelay().toNanos() > 0 && !batch.isEmpty()) {
        long left = options.batchDelay().toNanos();
        while (rows < options.maxBatch() && left > 0 && !hurried) {
          left = awaitMore(left);
          rows = gather(batch, rows);
        }
      }
      if (batch.isEmpty()) {
        leaders--;
        running.remove(batch);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Waits no more for batches to fill. */
  void hurry() {
    lock.lock();
    try {
      hurried = true;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long awaitMore(long nanos) {
    try {
      return more.awaitNanos(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Takes those that wait and fit, in their order; gives how many samples there are then. */
  private int gather(List<Pending> batch, int rows) {
    int all = rows;
    for (Iterator<Pending> each = queue.iterator(); each.hasNext() && all < options.maxBatch(); ) {
      Pending pending = each.next();
      if (batch.isEmpty()
          || all + pending.request().rows() <= options.maxBatch()
              && pending.request().shapes().equals(batch.get(0).request().shapes())) {
        each.remove();
        meter.waiting(-1);
        batch.add(pending);
        all += pending.request().rows();
      }
    }
    return all;
  }

  /** Tells those whose time is over. */
  void expire(long now) {
    List<Pending> late = new ArrayList<>();
    lock.lock();
    try {
      queue.stream().filter(each -> each.isLate(now)).forEach(late::add);
      queue.removeAll(late);
      meter.waiting(-late.size());
      running.forEach(batch -> batch.stream().filter(each -> each.isLate(now)).forEach(late::add));
    } finally {
      lock.unlock();
    }
    late.forEach(
        each ->
            each.fail(
                new Refusal(
                    Refusal.UNAVAILABLE,
                    "no answer within %d ms; try again later, or start the server with a longer --timeout"
                        .formatted(TimeUnit.NANOSECONDS.toMillis(options.timeout().toNanos())))));
  }
}
