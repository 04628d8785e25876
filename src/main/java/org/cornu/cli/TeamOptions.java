package org.cornu.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.distribute.Cluster;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of a training in several processes. */
final class TeamOptions {

  private static final String WORKERS = "--workers";
  private static final String CLUSTER = "--cluster";

  /** What a process begins with that leaves the results to another. */
  static final String WORKER = "worker ";

  private static final String STARTER = "--started-by";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = WORKERS,
      paramLabel = "N",
      description = "Train in N processes of this machine, which share its cores and every batch.")
  private Integer workers;

  @Option(
      names = CLUSTER,
      description =
          "Train with the processes that the environment variable TF_CONFIG names, each started by"
              + " the same command; the first writes the results.")
  private boolean isOfCluster;

  @Option(
      names = "--worker-timeout",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description = "How long to wait for another process (default: ${DEFAULT-VALUE}).")
  private double timeoutSeconds;

  @Option(names = STARTER, hidden = true)
  private Long starter;

  private Cluster cluster;

  /**
   * Refuses what is bad usage.
   *
   * @param options say so
   */
  void begin(TrainOptions options) {
    options.requirePositive(WORKERS, workers);
    options.require(
        workers == null || !isOfCluster, "needs %s or %s, got both".formatted(WORKERS, CLUSTER));
    options.require(
        timeoutSeconds > 0, "--worker-timeout needs more than 0, got " + timeoutSeconds);
    if (isOfCluster) {
      cluster = Cluster.ofEnvironment();
    }
    if (starter != null) {
      endWith(starter);
    }
  }

  /** Whoever was started by another process ends when it does, however that comes about. */
  private static void endWith(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    process.ifPresent(each -> each.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    if (process.isEmpty()) {
      Runtime.getRuntime().halt(1);
    }
  }

  /** How many processes of this machine share its cores. */
  int here() {
    return workers == null ? 1 : workers;
  }

  /** How many processes train together. */
  int all() {
    return isOfCluster ? cluster.workers().size() : here();
  }

  /** Whether this is the process that writes the results. */
  boolean isChief() {
    return !isOfCluster || cluster.isChief();
  }

  /** What a process says of itself that leaves the results to another. */
  String words() {
    return "%s%s of %s; results are where %s runs"
        .formatted(WORKER, cluster.task(), cluster.workers().size(), cluster.workers().get(0));
  }

  /**
   * Those that train together.
   *
   * @param own options that the processes get which this one starts, besides its own
   */
  Team gather(List<String> own, PrintStream out) throws IOException {
    if (isOfCluster) {
      return Team.of(cluster, timeoutSeconds, out);
    }
    if (here() == 1) {
      return Team.alone(out);
    }
    List<String> arguments = new ArrayList<>(arguments());
    int command = arguments.indexOf(spec.name()) + 1;
    arguments.addAll(command, own);
    arguments.addAll(
        command, List.of(CLUSTER, STARTER, Long.toString(ProcessHandle.current().pid())));
    return Team.start(here(), timeoutSeconds, arguments, out);
  }

  /** Tells those of a cluster that there is nothing to do, for which they wait. */
  void dismiss(PrintStream out) throws IOException {
    if (isOfCluster) {
      try (Team all = gather(List.of(), out)) {
        all.strategy().sum(1);
        all.strategy().settle();
      }
    }
  }

  /** Those of this process, without the one that says how many there are. */
  private List<String> arguments() {
    List<String> kept = new ArrayList<>();
    List<String> all = spec.root().commandLine().getParseResult().expandedArgs();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).equals(WORKERS)) {
        i++;
      } else if (!all.get(i).startsWith(WORKERS + "=")) {
        kept.add(all.get(i));
      }
    }
    return kept;
  }
}
