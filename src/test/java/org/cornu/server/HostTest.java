package org.cornu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** By which hosts a server is asked, and models by which names. */
@Timeout(120)
class HostTest {

  @TempDir static Path folder;

  /** The line of the status. */
  private static String status(Served served, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", served.uri().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aServerForThisMachineAnswersToNoOtherName() throws IOException {
    try (Served served = Served.start(folder, Served.ANYWHERE)) {
      for (String host : new String[] {"localhost", "LOCALHOST:7", "127.0.0.1:8501", "[::1]:1"}) {
        assertThat(status(served, host)).as(host).isEqualTo("HTTP/1.1 200");
      }
      for (String host : new String[] {"evil.example", "localhost.evil.example:8501", "10.0.0.1"}) {
        assertThat(status(served, host)).as(host).isEqualTo("HTTP/1.1 421");
      }
    }
  }

  @Test
  void aServerForOthersAnswersToAnyName() throws IOException {
    try (Served served = Served.start(folder, Served.ANYWHERE.at("0.0.0.0", 0))) {
      assertThat(status(served, "models.example")).isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void aModelIsAskedByItsNameInAnyCharacters() throws IOException {
    TestModels.halfPlus(2, folder.resolve("half plus ü"));
    try (Served served = Served.start(folder, Served.ANYWHERE)) {
      String name = "half%20plus%20%C3%BC";
      assertThat(served.get("/v1/models/" + name).status()).isEqualTo(200);
      assertThat(served.predict(name, "{\"instances\": [1]}").body())
          .isEqualTo("{\"predictions\":[2.5]}");
    }
  }
}
