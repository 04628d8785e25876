package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.cornu.server.ModelServer;
import org.cornu.server.PageHandler;
import org.cornu.server.ServerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = {
      "Serves the stored models of a folder over HTTP, by TensorFlow Serving's REST API, and a page"
          + " on which to draw digits, see what training gave, and watch it.",
      "NAME.keras, NAME.h5 and NAME/ (a SavedModel) are models of that name; NAME/1/, NAME/2/ are"
          + " its versions, of which the newest answers. What is added, replaced or removed is"
          + " noticed.",
      "Without a password: let others than this machine reach it through a proxy that asks for one."
    })
final class ServeCommand implements Callable<Integer> {

  private static final int MOST_MEGABYTES = 2047; // an array has no more bytes

  @ParentCommand private Main main;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "Where the models are, such as models.")
  private Path folder;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Where runs keep theirs, for the page. Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "Where to listen; 127.0.0.1 for this machine alone, 0.0.0.0 for all. Default:"
              + " ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8501",
      description = "0 takes one that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--versions",
      paramLabel = "N",
      defaultValue = "1",
      description = "Serve the N newest versions of each model. Default: ${DEFAULT-VALUE}.")
  private int versions;

  @Option(
      names = "--max-batch",
      paramLabel = "N",
      defaultValue = "64",
      description = "Compute at most N samples of all clients together. Default: ${DEFAULT-VALUE}.")
  private int maxBatch;

  @Option(
      names = "--batch-delay",
      paramLabel = "MS",
      defaultValue = "0",
      description = "Wait so many milliseconds for a batch to fill. Default: ${DEFAULT-VALUE}.")
  private int batchDelay;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Compute so many batches of a model at once. Default: half as many as cores.")
  private int parallel = ServerOptions.DEFAULT.parallel();

  @Option(
      names = "--max-body",
      paramLabel = "MB",
      defaultValue = "32",
      description = "Refuse larger requests, with 413. Default: ${DEFAULT-VALUE}.")
  private int maxBody;

  @Option(
      names = "--max-queue",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Refuse more waiting requests of a model, with 429. Default: ${DEFAULT-VALUE}.")
  private int maxQueue;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "Answer within so many seconds, or refuse, with 503. Default: ${DEFAULT-VALUE}.")
  private int timeout;

  @Override
  public Integer call() throws IOException {
    try (ModelServer server = started(options())) {
      Thread hook = new Thread(server::close, "cornu-serve-end");
      Runtime.getRuntime().addShutdownHook(hook);
      main.out().println("serving " + folder + " at " + server.uri());
      if (!server.isLocal()) {
        main.out().println("other machines may reach it, and nobody is asked for a password");
      }
      main.out().flush();
      server.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private ServerOptions options() {
    if (maxBody > MOST_MEGABYTES) {
      throw new ParameterException(
          spec.commandLine(),
          "--max-body needs at most %s, got %s".formatted(MOST_MEGABYTES, maxBody));
    }
    try {
      return ServerOptions.DEFAULT
          .at(host, port)
          .versions(versions)
          .batches(maxBatch, Duration.ofMillis(batchDelay), parallel)
          .limits(maxBody << 20, maxQueue, Duration.ofSeconds(timeout));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ModelServer started(ServerOptions options) throws IOException {
    try {
      return ModelServer.start(folder, options, new PageHandler(results));
    } catch (NoClassDefFoundError e) {
      throw new IOException(
          "serve needs Jetty and Prometheus' client, of which %s is not on the class path; add org.eclipse.jetty:jetty-server, io.prometheus:prometheus-metrics-core and io.prometheus:prometheus-metrics-exposition-textformats"
              .formatted(e.getMessage().replace('/', '.')),
          e);
    }
  }
}
