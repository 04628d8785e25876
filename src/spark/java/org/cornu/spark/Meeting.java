package org.cornu.spark;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.cornu.distribute.Cluster;
import org.cornu.distribute.Strategies;
import org.cornu.distribute.Strategy;

/** Where the tasks of a barrier stage tell each other their addresses. */
final class Meeting {

  private Meeting() {}

  /** Waits for all tasks, and opens this one's server. */
  static Worker of(BarrierTaskContext context, double timeoutSeconds) throws IOException {
    int task = context.partitionId();
    int tasks = context.getTaskInfos().length;
    Strategy strategy =
        tasks == 1
            ? Strategy.ONE_DEVICE
            : Strategies.workers(Cluster.of(addresses(context), task), timeoutSeconds);
    return new Worker(strategy, task, tasks);
  }

  /**
   * A port is held until all have theirs: those on one machine then differ. Each attempt takes new
   * ones, as TensorFlow's servers of earlier ones live as long as their executors.
   */
  private static List<String> addresses(BarrierTaskContext context) throws IOException {
    String executor = context.getTaskInfos()[context.partitionId()].address();
    String host = executor.substring(0, executor.lastIndexOf(':'));
    try (ServerSocket free = new ServerSocket(0)) {
      return List.of(context.allGather(host + ":" + free.getLocalPort()));
    }
  }
}
