package org.cornu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageHandlerTest {

  @TempDir private static Path models;
  private static ModelServer server;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void serve() throws IOException {
    server =
        ModelServer.start(
            models, ServerOptions.DEFAULT.at("127.0.0.1", 0), new PageHandler(Path.of("results")));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void thePageIsAtTheRootUnderItsPolicy() throws Exception {
    HttpResponse<String> page = send("GET", "/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
  }

  @Test
  void aHeadIsThePageWithoutItsBody() throws Exception {
    HttpResponse<String> head = send("HEAD", "/");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
        .isGreaterThan(10_000);
  }

  @ParameterizedTest
  @CsvSource({"/", "/page/curves", "/page/training", "/page/digits/3.png"})
  void whatABrowserHasIsNotSentAgain(String path) throws Exception {
    String tag = send("GET", path).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = send("GET", path, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(send("GET", path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void aRefusalIsToldEachTime() throws Exception {
    HttpResponse<String> refused = send("GET", "/page/digits/10000.png", "If-None-Match", "*");
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void aRunIsNamedInTheQuery() throws Exception {
    assertThat(send("GET", "/page/curves?run=published&x=%2F").body())
        .contains("\"run\":\"published\"");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /, 404",
    "GET, /page, 404",
    "GET, /index.html, 404",
    "GET, /page/digits/10000.png, 404"
  })
  void otherThingsAreRefusedInJson(String method, String path, int status) throws Exception {
    HttpResponse<String> refused = send(method, path);
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.body()).startsWith("{\"error\":");
  }

  @Test
  void theServersOwnPathsStayItsOwn() throws Exception {
    assertThat(send("GET", "/v1/models").body()).isEqualTo("[]");
    assertThat(send("GET", "/healthz").statusCode()).isEqualTo(200);
  }
}
