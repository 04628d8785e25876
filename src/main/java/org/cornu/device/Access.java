package org.cornu.device;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Who may use what lives in native memory: several threads that read at once or one that writes,
 * each in its turn; and nobody once it is closed.
 */
public final class Access {

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final String what;
  private final AtomicBoolean training = new AtomicBoolean();
  private boolean closed;

  /**
   * Access to something open.
   *
   * @param what as messages name it
   */
  public Access(String what) {
    this.what = what;
  }

  /**
   * Reads, perhaps beside others that read.
   *
   * @throws IllegalStateException if it is closed
   */
  public <T> T read(Supplier<T> action) {
    return with(lock.readLock(), action);
  }

  /**
   * Writes alone. The thread must not be reading.
   *
   * @throws IllegalStateException if it is closed
   */
  public void write(Runnable action) {
    with(
        lock.writeLock(),
        () -> {
          action.run();
          return null;
        });
  }

  private <T> T with(Lock turn, Supplier<T> action) {
    turn.lock();
    try {
      if (closed) {
        throw new IllegalStateException(what + " is closed: use it inside its try-with-resources");
      }
      return action.get();
    } finally {
      turn.unlock();
    }
  }

  /**
   * Trains, in turn with those that read and write, but never twice at once.
   *
   * @param call as the message names it
   * @throws IllegalStateException if it is closed, or trains already
   */
  public <T> T training(String call, Supplier<T> action) {
    read(() -> null);
    if (!training.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "%s has to wait: %s is training in another call; wait for its end, or end it from a callback by Training.stop"
              .formatted(call, what));
    }
    try {
      return action.get();
    } finally {
      training.set(false);
    }
  }

  /** Closes it when those before are done; a second call does nothing. */
  public void close(Runnable free) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
