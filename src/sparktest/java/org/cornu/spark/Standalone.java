package org.cornu.spark;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A standalone cluster as its administrators start it: a master and two workers, each a process.
 */
final class Standalone implements AutoCloseable {

  private final List<Process> processes = new ArrayList<>();
  private final String master;

  Standalone(Path folder) throws IOException {
    String port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = String.valueOf(free.getLocalPort());
    }
    master = "spark://127.0.0.1:" + port;
    start(folder, Master.class, "--port", port);
    await(Integer.parseInt(port));
    for (String each : List.of("first", "second")) {
      start(folder, Worker.class, "--cores", "1", "--memory", "1g", "--work-dir", each, master);
    }
  }

  private void start(Path folder, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of("-cp", Spark.HOME.resolve("jars") + File.separator + "*"));
    command.addAll(List.of(main.getName(), "--host", "127.0.0.1", "--webui-port", "0"));
    command.addAll(List.of(arguments));
    processes.add(
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(main.getSimpleName() + processes.size()).toFile())
            .start());
  }

  /** Until the master listens, or has ended. */
  private void await(int port) throws IOException {
    while (processes.get(0).isAlive()) {
      try {
        new Socket("127.0.0.1", port).close();
        return;
      } catch (ConnectException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    throw new IOException("the master has ended with " + processes.get(0).exitValue());
  }

  /** Its address, for a session. */
  String master() {
    return master;
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    processes.forEach(each -> each.onExit().join());
  }
}
