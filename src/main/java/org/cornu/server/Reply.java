package org.cornu.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/** What goes back to a client. */
final class Reply {

  static final int OK = 200;
  static final String JSON = "application/json";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Reply() {}

  /** Sends a whole body. */
  static void send(
      Response response, Callback callback, int status, String contentType, ByteBuffer body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
    response.write(true, body, callback);
  }

  /** Sends maps, lists, numbers and texts as JSON. */
  static void json(Response response, Callback callback, int status, Object value) {
    send(response, callback, status, JSON, ByteBuffer.wrap(MAPPER.writeValueAsBytes(value)));
  }

  /** Sends {@code {"error": "..."}}. */
  static void error(Response response, Callback callback, int status, String message) {
    ByteBuffer body = ByteBuffer.wrap(error(message));
    if (status == Refusal.TOO_MANY || status == Refusal.UNAVAILABLE) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    if (status == Refusal.TOO_LARGE || status == Refusal.TIMEOUT) {
      // The rest of the body is not read.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    send(response, callback, status, JSON, body);
  }

  private static byte[] error(String message) {
    return MAPPER
        .writeValueAsString(java.util.Map.of("error", message))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What Jetty itself refuses, in the same form. */
  static boolean failure(Request request, Response response, Callback callback) {
    Object message =
        request.getAttribute(org.eclipse.jetty.server.handler.ErrorHandler.ERROR_MESSAGE);
    error(
        response,
        callback,
        response.getStatus(),
        message == null ? "HTTP status " + response.getStatus() : message.toString());
    return true;
  }
}
