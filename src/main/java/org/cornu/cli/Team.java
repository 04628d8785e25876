package org.cornu.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cornu.distribute.Cluster;
import org.cornu.distribute.Strategies;
import org.cornu.distribute.Strategy;

/**
 * The processes that train with this one. Those that it has started end with it, whatever happens:
 * closing this ends them, and they watch it.
 */
final class Team implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;
  private static final int LAST_LINES = 5;

  private final Strategy strategy;
  private final PrintStream out;
  private final List<Started> started = new ArrayList<>();

  private Team(Strategy strategy, PrintStream out) {
    this.strategy = strategy;
    this.out = out;
  }

  /** This process alone. */
  static Team alone(PrintStream out) {
    return new Team(Strategy.ONE_DEVICE, out);
  }

  /** Those of a cluster, which were started as this one was. */
  static Team of(Cluster cluster, double timeoutSeconds, PrintStream out) {
    return new Team(Strategies.workers(cluster, timeoutSeconds), out);
  }

  /**
   * This process and others, which it starts on this machine.
   *
   * @param workers how many in all
   * @param arguments of the command line of each of the others
   * @param out takes what they say if they fail
   */
  static Team start(int workers, double timeoutSeconds, List<String> arguments, PrintStream out)
      throws IOException {
    List<String> addresses = addresses(workers);
    Team team = of(Cluster.of(addresses, 0), timeoutSeconds, out);
    try {
      for (int task = 1; task < workers; task++) {
        team.start(Cluster.of(addresses, task), arguments);
      }
      return team;
    } catch (IOException | RuntimeException e) {
      team.close();
      throw e;
    }
  }

  /** Ports that are free now. */
  private static List<String> addresses(int number) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    List<ServerSocket> free = new ArrayList<>();
    try {
      for (int i = 0; i < number; i++) {
        free.add(new ServerSocket(0, 1, here));
      }
      return free.stream().map(each -> here.getHostAddress() + ":" + each.getLocalPort()).toList();
    } finally {
      for (ServerSocket each : free) {
        each.close();
      }
    }
  }

  private void start(Cluster cluster, List<String> arguments) throws IOException {
    Path log = Files.createTempFile("worker", ".log");
    log.toFile().deleteOnExit();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.matches("-(agent|javaagent|Xrunjdwp|Xdebug).*"))
        .forEach(command::add);
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put(Cluster.VARIABLE, cluster.text());
    started.add(new Started(cluster.task(), builder.start(), log));
  }

  /** Maven runs this in a class loader of its own. */
  private static String classPath() {
    if (Team.class.getClassLoader() instanceof URLClassLoader loader) {
      return Stream.of(loader.getURLs())
          .map(url -> Path.of(URI.create(url.toString())).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }

  /** How they train together. */
  Strategy strategy() {
    return strategy;
  }

  /** Ends those that were started, which leave nothing; if all went well they have ended by now. */
  @Override
  public void close() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    started.forEach(each -> end(each.process(), deadline - System.nanoTime()));
    started.forEach(this::tell);
  }

  private static void end(Process process, long patience) {
    try {
      process.waitFor(patience, TimeUnit.NANOSECONDS);
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Why one failed; or the last it said, if it did not come as far as the training. */
  private void tell(Started each) {
    List<String> said = each.said();
    List<String> failures = said.stream().filter(line -> line.startsWith(Failure.PREFIX)).toList();
    boolean joined = said.stream().anyMatch(line -> line.startsWith(TeamOptions.WORKER));
    List<String> told =
        joined || !failures.isEmpty()
            ? failures
            : said.subList(Math.max(0, said.size() - LAST_LINES), said.size());
    told.forEach(line -> out.printf("worker %s: %s%n", each.task(), line));
  }

  /** A process, and where what it says goes. */
  private record Started(int task, Process process, Path log) {

    private List<String> said() {
      try {
        List<String> lines =
            new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        Files.delete(log);
        return lines;
      } catch (IOException e) {
        return List.of("what it said cannot be read: " + e.getMessage());
      }
    }
  }
}
