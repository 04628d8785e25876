package org.cornu.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLClassLoader;
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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-X"))
        .forEach(command::add);
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(log.toFile());
    builder.environment().put(Cluster.VARIABLE, cluster.text());
    started.add(new Started(builder.start(), log));
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

  /**
   * Ends those that were started, which write no files; if all went well they have ended by now.
   */
  @Override
  public void close() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (Started each : started) {
      end(each.process(), deadline - System.nanoTime());
      Files.readString(each.log())
          .lines()
          .filter(line -> line.startsWith(Failure.PREFIX))
          .forEach(out::println);
      Files.delete(each.log());
    }
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

  /** A process, and where its last words go. */
  private record Started(Process process, Path log) {}
}
