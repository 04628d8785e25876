package org.cornu.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cornu.callbacks.Callbacks.remoteMonitor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cornu.history.Epoch;
import org.cornu.testing.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteMonitorTest {

  /** A request: its line, the headers that matter, its body. */
  private record Got(String line, String type, String token, String body) {}

  private static final Epoch EPOCH = new Epoch(3, Map.of("los\"s", .25), .1, 1);

  private final List<Got> got = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    got.add(
        new Got(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestHeaders().getFirst("X-Token"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private String root() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private static List<String> send(RemoteMonitor monitor) {
    try (Log log = new Log()) {
      monitor.begin(new FakeTraining()).epochEnd(EPOCH);
      return log.lines();
    }
  }

  @Test
  void theFiguresComeAsAFieldOfAForm() {
    assertThat(send(remoteMonitor(root()).header("X-Token", "t"))).isEmpty();
    Got form = got.get(0);
    assertThat(form.line).isEqualTo("POST /publish/epoch/end/");
    assertThat(form.type).isEqualTo("application/x-www-form-urlencoded");
    assertThat(form.token).isEqualTo("t");
    assertThat(URLDecoder.decode(form.body, StandardCharsets.UTF_8))
        .isEqualTo("data={\"epoch\": 3, \"los\\u0022s\": 0.25}");
  }

  @Test
  void theFiguresComeAsJson() {
    assertThat(send(remoteMonitor(root()).path("/epochs").sendAsJson())).isEmpty();
    assertThat(got)
        .containsExactly(
            new Got(
                "POST /epochs", "application/json", null, "{\"epoch\": 3, \"los\\u0022s\": 0.25}"));
  }

  @Test
  void aFigureThatIsNoNumberIsNull() {
    Epoch lost = new Epoch(1, Map.of("loss", Double.NaN), .1, 1);
    remoteMonitor(root()).field("f").sendAsJson().begin(new FakeTraining()).epochEnd(lost);
    assertThat(got.get(0).body).isEqualTo("{\"epoch\": 1, \"loss\": null}");
  }

  @Test
  void aServerThatFailsIsNamedAndNothingElse() {
    status = 503;
    assertThat(send(remoteMonitor(root())))
        .singleElement()
        .asString()
        .contains(root() + "/publish/epoch/end/", "503");
    server.stop(0);
    assertThat(send(remoteMonitor(root())))
        .singleElement()
        .asString()
        .contains(root(), "cannot be reached");
  }

  @Test
  void anAddressThatIsNoneIsRefusedBeforeTheFirstEpoch() {
    assertThatThrownBy(() -> remoteMonitor("localhost").begin(new FakeTraining()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("such as http://localhost:9000", "got localhost/publish");
  }
}
