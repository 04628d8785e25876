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

  /** Takes some, unless there are too few; {@link #give} gives them back. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void give(long bytes) {
    left.addAndGet(bytes);
  }
}
