package org.cornu.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves the stored models of a folder over HTTP, by TensorFlow Serving's REST API.
 *
 * <pre>{@code
 * try (ModelServer server = ModelServer.start(Path.of("models"), ServerOptions.DEFAULT)) {
 *   server.join();
 * }
 * }</pre>
 */
public final class ModelServer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.cornu.server");
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Server server;
  private final ServerConnector connector;
  private final ModelStore store;
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(2, task -> new Thread(task, "cornu-server-clock"));

  private ModelServer(Path folder, ServerOptions options, Handler... more) {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("cornu-server");
    this.server = new Server(threads);
    ServerMeter meter = new ServerMeter();
    this.store = new ModelStore(folder, options, meter, threads);
    this.connector = connector(server, options);
    server.addConnector(connector);
    List<Handler> handlers = new ArrayList<>();
    if (isLoopback(options.host())) {
      handlers.add(new LocalHandler(options.host()));
    }
    handlers.add(new ModelHandler(store, options, meter));
    handlers.add(new StatusHandler(store, meter));
    handlers.addAll(List.of(more));
    server.setHandler(new GracefulHandler(new Handler.Sequence(handlers)));
    server.setErrorHandler(Reply::failure);
    server.setStopTimeout(PATIENCE.toMillis());
  }

  /** A host that cannot be found is told when the server listens. */
  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static ServerConnector connector(Server server, ServerOptions options) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(options.host());
    connector.setPort(options.port());
    // Who waits for an answer is silent for as long as it may take.
    connector.setIdleTimeout(options.timeout().plus(IDLE).toMillis());
    return connector;
  }

  /**
   * Loads the models, and listens. A model that cannot be loaded is no failure: its state says why.
   *
   * @param folder with models, or a single model
   * @param more answer to further paths: each is asked in turn, and gives false for a path that is
   *     not its own; they are started and stopped with the server
   * @throws IOException if there is no such folder, or the port is taken
   */
  public static ModelServer start(Path folder, ServerOptions options, Handler... more)
      throws IOException {
    return start(folder, options, LOOK, more);
  }

  /** The same with another time between two looks into the folder. */
  static ModelServer start(Path folder, ServerOptions options, Duration look, Handler... more)
      throws IOException {
    Objects.requireNonNull(folder, "serve needs a folder, got null");
    Objects.requireNonNull(options, "serve needs options, got null");
    if (!Files.exists(folder)) {
      throw new IOException(
          folder + ": there is no such folder; train writes models into the folder models");
    }
    ModelServer server = new ModelServer(folder, options, more);
    try {
      server.begin(look);
      return server;
    } catch (IOException | RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  private void begin(Duration look) throws IOException {
    boolean settled = store.look();
    for (int again = 0; !settled && again < 2; again++) {
      sleep(look);
      settled = store.look();
    }
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the server cannot start: " + e.getMessage(), e);
    }
    every(look, store::look);
    every(TICK, this::expire);
  }

  /** A failure of one time is no reason to stop. */
  private void every(Duration time, Runnable task) {
    clock.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a task of the server failed", e);
          }
        },
        time.toMillis(),
        time.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static void sleep(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the models were looked at", e);
    }
  }

  private void expire() {
    long now = System.nanoTime();
    for (ServedVersion version : store.versions()) {
      version.batchers().forEach(each -> each.expire(now));
    }
  }

  /** Where it listens. */
  public URI uri() {
    String host = connector.getHost() == null ? "0.0.0.0" : connector.getHost();
    return URI.create(
        "http://%s:%d"
            .formatted(host.contains(":") ? "[" + host + "]" : host, connector.getLocalPort()));
  }

  /** Whether only this machine can reach it. */
  public boolean isLocal() {
    return isLoopback(connector.getHost());
  }

  /** Waits until it is closed. */
  public void join() throws InterruptedException {
    server.join();
  }

  /**
   * Answers those that were asked already, refuses others, ends its threads and frees the models; a
   * second call does nothing.
   */
  @Override
  public void close() {
    store.versions().forEach(version -> version.batchers().forEach(Batcher::hurry));
    try {
      server.stop();
    } catch (Exception e) {
      LOG.log(Level.WARNING, "some requests were not answered before the end", e);
    } finally {
      clock.shutdown();
      store.close();
    }
  }
}
