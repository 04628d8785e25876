package org.cornu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hang up, send half, or send garbage: each is told, and disturbs nobody. */
@Timeout(120)
class RawClientsTest {

  private static final int MOST = 100_000;
  private static final String POST = "POST /v1/models/half:predict HTTP/1.1\r\nHost: localhost\r\n";

  @TempDir static Path folder;

  private static Served served;

  @BeforeAll
  static void start() throws IOException {
    TestModels.halfPlus(2, folder.resolve("half"));
    served = Served.start(folder, Served.ANYWHERE.limits(MOST, 100, Duration.ofSeconds(4)));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @AfterEach
  void othersAreAnswered() {
    assertThat(served.predict("half", "{\"instances\": [1.0]}").body())
        .isEqualTo("{\"predictions\":[2.5]}");
    assertThat(served.metric("cornu_waiting_requests{model=\"half\"}")).isZero();
  }

  private static Socket connected() throws IOException {
    return new Socket(served.uri().getHost(), served.uri().getPort());
  }

  /** What comes back until the server closes the connection. */
  private static String told(String sent) throws IOException {
    return told(sent.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String told(byte[] sent) throws IOException {
    try (Socket socket = connected()) {
      socket.getOutputStream().write(sent);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] post(byte[] body) {
    byte[] head =
        (POST + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  @Test
  void garbageIsRefused() throws IOException {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    assertThat(told(noise)).startsWith("HTTP/1.1 400");
    assertThat(told("GET\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(
            told("GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(told("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 414");
    assertThat(told("GET / HTTP/1.1\r\nA: " + "a".repeat(100_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void aBodyOfGarbageIsRefused() throws IOException {
    byte[] noise = new byte[5000];
    new Random(2).nextBytes(noise);
    assertThat(told(post(noise))).startsWith("HTTP/1.1 400").contains("\"error\"");
    for (String text : List.of("{\"instances\": [\"?\"]}", "{\"?\": 1, \"instances\": [1]}")) {
      byte[] invalid = text.getBytes(StandardCharsets.ISO_8859_1);
      invalid[text.indexOf('?')] = (byte) 0xff; // no UTF-8
      assertThat(told(post(invalid))).startsWith("HTTP/1.1 400");
    }
    for (String deep : List.of("[", "{\"a\":", "{\"instances\":[[")) {
      String body = deep.repeat(90_000 / deep.length());
      assertThat(told(post(body.getBytes(StandardCharsets.ISO_8859_1)))).startsWith("HTTP/1.1 400");
    }
    String nested = "{\"a\": " + "[".repeat(40_000) + "]".repeat(40_000) + ", \"instances\": [1]}";
    assertThat(told(post(nested.getBytes(StandardCharsets.ISO_8859_1)))).startsWith("HTTP/1.1 400");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    assertThat(told(POST + "Content-Length: 100001\r\n\r\n"))
        .startsWith("HTTP/1.1 413")
        .contains("--max-body");
    String chunk = "186a0\r\n" + "7".repeat(100_000) + "\r\n";
    assertThat(told(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk + "1\r\n7\r\n"))
        .startsWith("HTTP/1.1 413");
    assertThat(
            told(
                POST
                    + "Content-Length: 2\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n{}"))
        .startsWith("HTTP/1.1 415");
  }

  @Test
  void whoSendsHalfAndHangsUpIsForgotten() throws IOException {
    for (String half : List.of("POST /v1/mod", POST, POST + "Content-Length: 100\r\n\r\n{\"inst")) {
      try (Socket socket = connected()) {
        socket.getOutputStream().write(half.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    try (Socket socket = connected()) {
      socket
          .getOutputStream()
          .write(post("{\"instances\": [1.0]}".getBytes(StandardCharsets.UTF_8)));
      socket.setSoLinger(true, 0); // closed by a reset, before the answer
    }
  }

  @Test
  void whoSendsABodySlowlyIsTold() throws IOException {
    try (Socket socket = connected()) {
      socket
          .getOutputStream()
          .write((POST + "Content-Length: 1000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      Thread drops = new Thread(() -> drip(socket));
      drops.start();
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(12), StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 408");
      drops.interrupt();
    }
  }

  /** A byte now and then, as long as the other side takes it. */
  private static void drip(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write(' ');
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException e) {
      // The server has hung up.
    }
  }

  @Test
  void manyWhoSendTheirHeadersSlowlyAreInNobodysWay() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = connected();
        slow.add(socket);
        socket
            .getOutputStream()
            .write("POST /v1/models/half:pre".getBytes(StandardCharsets.US_ASCII));
      }
      othersAreAnswered();
      for (Socket socket : slow) {
        socket.getOutputStream().write('d');
      }
      othersAreAnswered();
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }
}
