package org.cornu.distribute;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cornu.device.Device;
import org.cornu.device.NativeLibrary;
import org.cornu.device.Sessions;
import org.cornu.feed.Members;
import org.cornu.graph.Group;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Server;
import org.tensorflow.Session;
import org.tensorflow.Session.Runner;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ClusterDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.JobDef;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.proto.ServerDef;

/**
 * A replica in each of several processes, this one among them (Keras: {@code
 * tf.distribute.MultiWorkerMirroredStrategy}). Every process runs the same program; TensorFlow's
 * servers, one in each, add up what the replicas find.
 *
 * <p>A server trusts everyone who reaches its port, which it opens to all: give ports that nobody
 * else reaches. It lives as long as its process, as TensorFlow cannot end one.
 */
public final class Workers implements Strategy {

  private static final System.Logger LOG = System.getLogger("org.cornu");
  private static final long PROBE_MILLIS = 5000;
  private static final String JOB = "worker";
  private static final String LEADER = "/job:worker/replica:0/task:0";

  /** Reductions of one graph that trains, at most. */
  private static final int OF_A_GRAPH = 1 << 12;

  /** From this number on, each length of what is told has one, whatever graph tells it. */
  private static final int OF_TALK = 1 << 23;

  private final Cluster cluster;
  private final double timeoutSeconds;
  private final Server server;
  private int graphs;

  /**
   * Opens this process's server.
   *
   * @param timeoutSeconds how long to wait for the others, above 0
   * @throws IllegalStateException if its port cannot be had
   */
  Workers(Cluster cluster, double timeoutSeconds) {
    this.cluster = Objects.requireNonNull(cluster, "workers needs a cluster, got null");
    this.timeoutSeconds = timeoutSeconds;
    if (!(timeoutSeconds > 0)) {
      throw new IllegalArgumentException(
          "workers needs a timeout above 0 seconds, got " + timeoutSeconds);
    }
    NativeLibrary.require();
    try {
      this.server = new Server(definition());
      server.start();
    } catch (TensorFlowException e) {
      throw new IllegalStateException(
          "worker %d cannot listen at %s: %s"
              .formatted(cluster.task(), cluster.workers().get(cluster.task()), e.getMessage()),
          e);
    }
  }

  private ServerDef definition() {
    JobDef.Builder job = JobDef.newBuilder().setName(JOB);
    for (int i = 0; i < cluster.workers().size(); i++) {
      job.putTasks(i, cluster.workers().get(i));
    }
    return ServerDef.newBuilder()
        .setCluster(ClusterDef.newBuilder().addJob(job))
        .setJobName(JOB)
        .setTaskIndex(cluster.task())
        .setProtocol("grpc")
        .setDefaultSessionConfig(config())
        .build();
  }

  private ConfigProto config() {
    return Sessions.config().toBuilder()
        .addDeviceFilters("/job:%s/task:%d".formatted(JOB, cluster.task()))
        .setExperimental(ConfigProto.Experimental.newBuilder().setCollectiveGroupLeader(LEADER))
        .build();
  }

  /** All of them, and which this process is. */
  public Cluster cluster() {
    return cluster;
  }

  @Override
  public Group group() {
    // Each graph's reductions have numbers of their own, the same in all processes.
    return group(OF_A_GRAPH * graphs++);
  }

  /** That of a graph which adds up so many numbers, again and again. */
  Group talk(int numbers) {
    return group(OF_TALK + numbers);
  }

  private Group group(int before) {
    return new Group(cluster.workers().size(), "ring", timeoutSeconds, before);
  }

  @Override
  public Members members() {
    return new Members(cluster.task(), 1, cluster.workers().size());
  }

  @Override
  public List<String> devices() {
    return List.of("");
  }

  @Override
  public Session open(Graph graph) {
    String target = "grpc://" + cluster.workers().get(cluster.task());
    return Sessions.open(graph, target, config());
  }

  @Override
  public Result run(Runner runner) {
    try {
      return runner.run();
    } catch (TensorFlowException e) {
      if (!String.valueOf(e.getMessage()).matches("(?s).*([Cc]ollective|RPC|GRPC|Socket).*")) {
        throw e;
      }
      List<Integer> silent = silent();
      String who =
          silent.isEmpty()
              ? "a worker was gone or too slow for a while"
              : "worker " + silent.stream().map(this::named).collect(Collectors.joining(", "));
      throw new WorkerLostException(
          ("worker %d waited %s s for the others, and cannot go on: %s%s; start all of them again, with"
                  + " backupAndRestore among the callbacks to lose little (%s)")
              .formatted(
                  cluster.task(),
                  timeoutSeconds,
                  who,
                  silent.isEmpty() ? "" : " does not answer",
                  e.getMessage().lines().limit(2).collect(Collectors.joining(" "))),
          silent,
          e);
    }
  }

  private String named(int task) {
    return "%d at %s".formatted(task, cluster.workers().get(task));
  }

  /** Those that do not answer now. */
  private List<Integer> silent() {
    return IntStream.range(0, cluster.workers().size())
        .filter(task -> task != cluster.task())
        .filter(task -> !Device.answers("grpc://" + cluster.workers().get(task), PROBE_MILLIS))
        .boxed()
        .toList();
  }

  @Override
  public float sum(float own) {
    return Agreement.sum(this, new float[] {own})[0];
  }

  @Override
  public void settle() {
    try {
      sum(0);
    } catch (WorkerLostException e) {
      // Whoever is gone came this far, or ends the others where they need it.
      LOG.log(Level.DEBUG, "others ended first", e);
    }
  }

  @Override
  public Handout handOut(Path file) throws IOException {
    return Handout.of(this, file);
  }

  @Override
  public void requireSame(Map<String, String> facts) {
    Agreement.require(this, facts);
  }

  @Override
  public RunOptions options() {
    return RunOptions.newBuilder()
        .setExperimental(RunOptions.Experimental.newBuilder().setCollectiveGraphKey(1))
        .build();
  }
}
