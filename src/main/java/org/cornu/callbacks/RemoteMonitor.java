package org.cornu.callbacks;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.cornu.history.Epoch;

/**
 * Sends each epoch's figures to a server by POST (Keras: {@code RemoteMonitor}): a JSON object of
 * {@code epoch}, counted from 1, and the figures, {@code null} for one that is no finite number. A
 * server that does not answer within ten seconds, or with an error, is named in a warning, and the
 * run goes on.
 *
 * @param root of the server's addresses: {@code http://localhost:9000}
 * @param path there: {@code /publish/epoch/end/}
 * @param field of the form that is sent
 * @param headers of the request by their names
 * @param asJson whether the object is sent as it is, and not as a field of a form
 */
public record RemoteMonitor(
    String root, String path, String field, Map<String, String> headers, boolean asJson)
    implements Callback {

  private static final System.Logger LOG = System.getLogger("org.cornu");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  public RemoteMonitor {
    Objects.requireNonNull(root, "remoteMonitor needs a root, got null");
    Objects.requireNonNull(path, "remoteMonitor needs a path, got null");
    Objects.requireNonNull(field, "remoteMonitor needs a field, got null");
    headers = Map.copyOf(headers);
  }

  /** At another path; {@code /publish/epoch/end/} by default. */
  public RemoteMonitor path(String path) {
    return new RemoteMonitor(root, path, field, headers, asJson);
  }

  /** In another field of the form; {@code data} by default. */
  public RemoteMonitor field(String field) {
    return new RemoteMonitor(root, path, field, headers, asJson);
  }

  /** With one more header. */
  public RemoteMonitor header(String name, String value) {
    Objects.requireNonNull(name, "header needs a name, got null");
    Objects.requireNonNull(value, "header needs a value, got null");
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new RemoteMonitor(root, path, field, more, asJson);
  }

  /** With the object as it is, of type {@code application/json}. */
  public RemoteMonitor sendAsJson() {
    return new RemoteMonitor(root, path, field, headers, true);
  }

  @Override
  public boolean onlyTells() {
    return true;
  }

  /**
   * Begins a run.
   *
   * @throws IllegalArgumentException if the address is none of http or https
   */
  @Override
  public Run begin(Training training) {
    String scheme = URI.create(root + path).getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException(
          "remoteMonitor needs an address such as http://localhost:9000, got " + root + path);
    }
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return new Run() {
      @Override
      public void epochEnd(Epoch epoch) {
        send(client, epoch);
      }
    };
  }

  private void send(HttpClient client, Epoch epoch) {
    try {
      HttpResponse<Void> answer = client.send(request(epoch), BodyHandlers.discarding());
      if (answer.statusCode() >= 400) {
        warn("answers with status " + answer.statusCode());
      }
    } catch (IOException e) {
      warn("cannot be reached: " + e);
    } catch (InterruptedException e) {
      // Whoever trains ends at the next batch.
      Thread.currentThread().interrupt();
    }
  }

  private void warn(String what) {
    LOG.log(Level.WARNING, "remoteMonitor: {0}{1} {2}", root, path, what);
  }

  private HttpRequest request(Epoch epoch) {
    String json = json(epoch);
    String body = asJson ? json : encoded(field) + "=" + encoded(json);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(PATIENCE)
            .setHeader(
                "Content-Type", asJson ? "application/json" : "application/x-www-form-urlencoded");
    headers.forEach(request::setHeader);
    return request.POST(BodyPublishers.ofString(body)).build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String json(Epoch epoch) {
    return epoch.logs().entrySet().stream()
        .map(log -> ", %s: %s".formatted(quoted(log.getKey()), number(log.getValue())))
        .collect(Collectors.joining("", "{\"epoch\": " + epoch.number(), "}"));
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "null";
  }

  private static String quoted(String text) {
    return text.codePoints()
        .mapToObj(
            each ->
                each == '"' || each == '\\' || each < ' '
                    ? "\\u00" + Integer.toHexString(0x100 + each).substring(1)
                    : Character.toString(each))
        .collect(Collectors.joining("", "\"", "\""));
  }
}
