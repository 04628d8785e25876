package org.cornu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cornu.cli.Main;
import org.cornu.testing.JavaProcess;
import org.cornu.testing.Needs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a server ends, and the command that starts one. */
@Timeout(120)
class EndTest {

  private static final String ONE = "{\"instances\": [1.0]}";

  @TempDir Path folder;

  @Test
  void whoWasTakenInIsAnsweredAndThreadsEnd() throws IOException {
    TestModels.halfPlus(2, folder.resolve("half"));
    ServerOptions options = Served.ANYWHERE.batches(2, Duration.ofSeconds(1), 1);
    Served served = Served.start(folder, options);
    CompletableFuture<Served.Answer> answer = served.predictLater("half", ONE);
    // It waits for a second one, which does not come.
    Served.until(() -> served.metric("cornu_batch_samples_count{model=\"half\"}") == 0);
    Served.until(() -> served.get("/v1/models/half").status() == 200);
    served.close();
    assertThat(answer.join().body()).isEqualTo("{\"predictions\":[2.5]}");
    Served.until(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("cornu-server")));
    served.close();
  }

  @Test
  void theCommandServesUntilItIsToldToEnd() throws Exception {
    TestModels.halfPlus(2, folder.resolve("half_plus_two/1"));
    Path log = folder.resolve("log.txt");
    Process process =
        JavaProcess.of(Main.class, "serve", folder.toString(), "--port", "0")
            .redirectError(log.toFile())
            .start();
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      assertThat(line)
          .as(Files.readString(log))
          .startsWith("serving ")
          .contains(" at http://127.0.0.1:");
      URI uri = URI.create(line.substring(line.indexOf("http://")));
      HttpRequest ask =
          HttpRequest.newBuilder(uri.resolve("/v1/models/half_plus_two:predict"))
              .POST(BodyPublishers.ofString(ONE))
              .build();
      assertThat(HttpClient.newHttpClient().send(ask, BodyHandlers.ofString()).body())
          .isEqualTo("{\"predictions\":[2.5]}");
      assertThat(client(uri)).contains("[2.5, 3.0, 4.5]").contains("AVAILABLE");
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What a client in Python, as in TensorFlow Serving's examples, prints. */
  private static String client(URI uri) throws IOException, InterruptedException {
    Process client =
        new ProcessBuilder(
                List.of(
                    Needs.program("python3").toString(),
                    "src/test/python/serving_client.py",
                    uri.toString()))
            .redirectErrorStream(true)
            .start();
    String printed = new String(client.getInputStream().readAllBytes());
    assertThat(client.waitFor()).as(printed).isZero();
    return printed;
  }

  @Test
  void withoutJettyTheCommandSaysWhatToAdd() throws Exception {
    Process process =
        JavaProcess.without("jetty-server.*", Main.class, "serve", folder.toString(), "--port", "0")
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(printed).contains("add org.eclipse.jetty:jetty-server");
  }
}
