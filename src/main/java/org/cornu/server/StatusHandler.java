package org.cornu.server;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What operators ask: {@code /healthz}, {@code /readyz} and {@code /metrics}. */
final class StatusHandler extends Handler.Abstract {

  private final ModelStore store;
  private final ServerMeter meter;

  StatusHandler(ModelStore store, ServerMeter meter) {
    this.store = store;
    this.meter = meter;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    switch (Request.getPathInContext(request)) {
      case "/healthz" -> Reply.json(response, callback, Reply.OK, Map.of("status", "ok"));
      case "/readyz" -> ready(response, callback);
      case "/metrics" ->
          Reply.send(
              response,
              callback,
              Reply.OK,
              PrometheusTextFormatWriter.CONTENT_TYPE,
              ByteBuffer.wrap(meter.text()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Ready is who can answer for one model, at least. */
  private void ready(Response response, Callback callback) {
    if (store.versions().stream().anyMatch(ServedVersion::isAvailable)) {
      Reply.json(response, callback, Reply.OK, Map.of("status", "ready"));
    } else {
      Reply.error(response, callback, Refusal.UNAVAILABLE, "no model can answer");
    }
  }
}
