package org.cornu.server;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies may be in memory at once, of all clients together. */
final class Budget {

  private static final int SHARE = 8;

  private final AtomicLong left;

  Budget(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** An eighth of what the JVM may take: as numbers they take twice as much, and once more. */
  static Budget ofHeap() {
    return new Budget(Runtime.getRuntime().maxMemory() / SHARE);
  }

  /** What one request takes of it, nothing yet. */
  Share share() {
    return new Share();
  }

  /**
   * What one request has taken, till it is answered: its numbers need memory when its body has
   * none.
   */
  final class Share {

    private final AtomicLong taken = new AtomicLong();

    private Share() {}

    /** Takes some, unless there are too few. */
    boolean take(long bytes) {
      if (left.addAndGet(-bytes) < 0) {
        left.addAndGet(bytes);
        return false;
      }
      taken.addAndGet(bytes);
      return true;
    }

    /** Gives all back; a second call does nothing. */
    void giveBack() {
      left.addAndGet(taken.getAndSet(0));
    }
  }
}
