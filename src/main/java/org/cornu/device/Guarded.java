package org.cornu.device;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Something in native memory that several threads use: many that read at once or one that writes,
 * each in its turn; and nobody once it is closed. It is the one lock: what is guarded has none.
 *
 * @param <T> what is guarded
 */
public final class Guarded<T> implements AutoCloseable {

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final String name;
  private final Consumer<? super T> free;
  private final AtomicBoolean training = new AtomicBoolean();
  private T held; // null once it is closed

  /**
   * Guards something open.
   *
   * @param name as messages name it
   * @param free frees its native memory
   */
  public Guarded(String name, T held, Consumer<? super T> free) {
    this.name = name;
    this.held = held;
    this.free = free;
  }

  /**
   * Reads, perhaps beside others that read.
   *
   * @throws IllegalStateException if it is closed
   */
  public <R> R read(Function<? super T, R> question) {
    return inTurn(lock.readLock(), () -> question.apply(held));
  }

  /**
   * Writes alone. The thread must not be reading.
   *
   * @throws IllegalStateException if it is closed
   */
  public void write(Consumer<? super T> action) {
    change(
        at -> {
          action.accept(at);
          return null;
        });
  }

  /** The same, with an answer. */
  public <R> R change(Function<? super T, R> action) {
    return inTurn(lock.writeLock(), () -> action.apply(held));
  }

  /**
   * Puts another in its place, and frees the old one.
   *
   * @param call as the message names it
   * @param next makes the other from the old one; if that fails the old one stays
   * @throws IllegalStateException if it is closed, or trains
   */
  public void replace(String call, UnaryOperator<T> next) {
    training(
        call,
        () -> {
          write(
              old -> {
                held = next.apply(old);
                free.accept(old);
              });
          return null;
        });
  }

  private <R> R inTurn(Lock turn, Supplier<R> action) {
    turn.lock();
    try {
      if (held == null) {
        throw new IllegalStateException(name + " is closed: use it inside its try-with-resources");
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
  public <R> R training(String call, Supplier<R> action) {
    read(open -> null);
    if (!training.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "%s has to wait: %s is training in another call; wait for its end, or end it from a callback by Training.stop"
              .formatted(call, name));
    }
    try {
      return action.get();
    } finally {
      training.set(false);
    }
  }

  /** Frees it when those before are done; a second call does nothing. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (held != null) {
        T last = held;
        held = null;
        free.accept(last);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
