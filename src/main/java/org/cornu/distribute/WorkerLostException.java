package org.cornu.distribute;

import java.util.Arrays;
import java.util.List;

/** Processes that train with this one are gone, cut off, or do not answer in time. */
public final class WorkerLostException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int[] tasks;

  WorkerLostException(String message, List<Integer> tasks, Throwable cause) {
    super(message, cause);
    this.tasks = tasks.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Their places among the workers; empty if all answer again. */
  public List<Integer> tasks() {
    return Arrays.stream(tasks).boxed().toList();
  }
}
