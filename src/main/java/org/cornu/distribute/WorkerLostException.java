package org.cornu.distribute;

import java.util.List;

/** Processes that train with this one are gone, cut off, or do not answer in time. */
public final class WorkerLostException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final List<Integer> tasks;

  WorkerLostException(String message, List<Integer> tasks, Throwable cause) {
    super(message, cause);
    this.tasks = List.copyOf(tasks);
  }

  /** Their places among the workers; empty if all answer again. */
  public List<Integer> tasks() {
    return tasks;
  }
}
