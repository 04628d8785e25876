package org.cornu.server;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts who uses something, and frees it when it is given up and the last is done. */
final class InUse {

  private final AtomicInteger users = new AtomicInteger(1); // who may give it up
  private final Runnable free;

  InUse(Runnable free) {
    this.free = free;
  }

  /** Begins a use, which {@link #end} ends; false if it is freed already. */
  boolean begin() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** Ends a use, or gives it up. */
  void end() {
    if (users.decrementAndGet() == 0) {
      free.run();
    }
  }
}
