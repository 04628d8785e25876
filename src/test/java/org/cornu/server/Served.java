package org.cornu.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server, and a client that asks it. */
final class Served implements AutoCloseable {

  static final ServerOptions ANYWHERE = ServerOptions.DEFAULT.at("127.0.0.1", 0);

  private static final Duration LOOK = Duration.ofMillis(40);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ModelServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private Served(ModelServer server) {
    this.server = server;
  }

  static Served start(Path folder, ServerOptions options) throws IOException {
    return new Served(ModelServer.start(folder, options, LOOK));
  }

  /** What came back. */
  record Answer(int status, String body) {

    JsonNode json() {
      return JSON.readTree(body);
    }

    String error() {
      return json().get("error").asString();
    }
  }

  URI uri() {
    return server.uri();
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(uri().resolve(path)).GET().build()).join();
  }

  /** Asks a model. */
  Answer predict(String model, String body) {
    return predictLater(model, body).join();
  }

  CompletableFuture<Answer> predictLater(String model, String body) {
    return send(
        HttpRequest.newBuilder(uri().resolve("/v1/models/" + model + ":predict"))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  CompletableFuture<Answer> send(HttpRequest request) {
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .thenApply(
            (HttpResponse<String> response) -> new Answer(response.statusCode(), response.body()));
  }

  /** The value of a line of the metrics, such as {@code cornu_batch_samples_count{model="a"}}. */
  double metric(String name) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  /** Waits for something that comes; a test that waits in vain is ended by its timeout. */
  static void until(BooleanSupplier what) {
    while (!what.getAsBoolean()) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
