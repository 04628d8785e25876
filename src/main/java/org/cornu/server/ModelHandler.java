package org.cornu.server;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** TensorFlow Serving's REST API, and {@code GET /v1/models}, which lists all models. */
final class ModelHandler extends Handler.Abstract {

  private static final String PREFIX = "/v1/";
  private static final String LIST = "/v1/models";

  private final ModelStore store;
  private final ServerOptions options;
  private final Budget budget = Budget.ofHeap();
  private final ServerMeter meter;

  ModelHandler(ModelStore store, ServerOptions options, ServerMeter meter) {
    this.store = store;
    this.options = options;
    this.meter = meter;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!path.startsWith(PREFIX)) {
      return false;
    }
    try {
      if (path.equals(LIST) && isGet(request)) {
        reply(response, callback, Described.list(store.models()));
        return true;
      }
      ModelPath asked = ModelPath.of(path).orElseThrow(() -> malformed(request, path));
      switch (asked.verb()) {
        case ":predict" -> predict(asked, request, response, callback);
        case "" -> state(asked, request, response, callback);
        case "/metadata" -> metadata(asked, request, response, callback);
        case ":classify", ":regress" ->
            throw new Refusal(Refusal.UNIMPLEMENTED, "needs :predict, got " + asked.verb());
        default -> throw malformed(request, path);
      }
    } catch (Refusal refusal) {
      meter.answered("", refusal.status());
      Reply.error(response, callback, refusal.status(), refusal.getMessage());
    }
    return true;
  }

  private static boolean isGet(Request request) {
    return HttpMethod.GET.is(request.getMethod());
  }

  /** In TensorFlow Serving's words. */
  private static Refusal malformed(Request request, String path) {
    return Refusal.badRequest("Malformed request: %s %s", request.getMethod(), path);
  }

  private void reply(Response response, Callback callback, Object value) {
    meter.answered("", Reply.OK);
    Reply.json(response, callback, Reply.OK, value);
  }

  private void predict(ModelPath asked, Request request, Response response, Callback callback) {
    if (!HttpMethod.POST.is(request.getMethod())) {
      throw malformed(request, Request.getPathInContext(request));
    }
    ServedVersion version = store.enter(asked.name(), asked.version());
    Body.Limits limits = new Body.Limits(options, budget.share());
    new Prediction(version, limits, meter, new Prediction.Exchange(request, response, callback))
        .begin();
  }

  private void state(ModelPath asked, Request request, Response response, Callback callback) {
    if (!isGet(request)) {
      throw malformed(request, Request.getPathInContext(request));
    }
    Optional<Map<String, Object>> state =
        store.model(asked.name()).flatMap(model -> Described.state(model, asked.version()));
    reply(
        response,
        callback,
        state.orElseThrow(
            () ->
                new Refusal(
                    Refusal.NOT_FOUND,
                    "Could not find %s of model %s"
                        .formatted(
                            asked.version().isPresent()
                                ? "version " + asked.version().getAsLong()
                                : "any versions",
                            asked.name()))));
  }

  private void metadata(ModelPath asked, Request request, Response response, Callback callback) {
    if (!isGet(request)) {
      throw malformed(request, Request.getPathInContext(request));
    }
    ServedVersion version = store.enter(asked.name(), asked.version());
    try {
      reply(response, callback, Described.metadata(version));
    } finally {
      version.leave();
    }
  }
}
