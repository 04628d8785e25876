package org.cornu.server;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import org.cornu.serving.LoadedModel;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One request for an answer, from its body to what goes back. */
final class Prediction implements Pending.Client {

  private static final System.Logger LOG = System.getLogger("org.cornu.server");

  private final ServedVersion version;
  private final Body.Limits limits;
  private final ServerMeter meter;
  private final Exchange exchange;
  private final long begin = System.nanoTime();
  private PredictRequest asked;

  /** Jetty's three. */
  record Exchange(Request request, Response response, Callback callback) {}

  /**
   * One that begins.
   *
   * @param version in use, which this leaves when it is done
   */
  Prediction(ServedVersion version, Body.Limits limits, ServerMeter meter, Exchange exchange) {
    this.version = version;
    this.limits = limits;
    this.meter = meter;
    this.exchange = exchange;
  }

  /** Reads the body, and asks. */
  void begin() {
    Body.read(exchange.request(), limits, this::ask, this::failed);
  }

  private void ask(byte[] body) {
    Pending pending;
    try {
      String type = exchange.request().getHeaders().get(HttpHeader.CONTENT_TYPE);
      asked =
          type != null && type.startsWith("image/")
              ? PictureRequest.read(body, version)
              : RequestReader.read(body, version.signatures());
      pending = new Pending(asked, begin + limits.options().timeout().toNanos(), this);
    } catch (RuntimeException | Error e) {
      failed(e);
      return;
    }
    try {
      version.batcher(asked.signature()).submit(pending);
    } catch (RuntimeException | Error e) {
      pending.fail(e);
    }
  }

  @Override
  public void answered(List<Column> outputs, int from) {
    ByteBuffer body;
    try {
      LoadedModel model = version.signatures().get(asked.signature());
      body = AnswerWriter.write(asked.form(), model.fetched(), outputs, from, from + asked.rows());
    } catch (RuntimeException | Error e) {
      failed(e);
      return;
    }
    done(Reply.OK);
    exchange.response().getHeaders().put("Server-Timing", "answer;dur=" + millis());
    Reply.send(exchange.response(), exchange.callback(), Reply.OK, Reply.JSON, body);
  }

  @Override
  public void failed(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      done(refusal.status());
      Reply.error(exchange.response(), exchange.callback(), refusal.status(), refusal.getMessage());
    } else if (failure instanceof GoneException) {
      done(GoneException.STATUS);
      exchange.callback().failed(failure);
    } else {
      LOG.log(Level.ERROR, "a request could not be answered", failure);
      done(Refusal.FAILED);
      Reply.error(exchange.response(), exchange.callback(), Refusal.FAILED, failure.toString());
    }
  }

  /** Since the request came, to the microsecond. */
  private double millis() {
    return (System.nanoTime() - begin) / 1000 / 1e3;
  }

  private void done(int status) {
    limits.share().giveBack();
    version.leave();
    version.meter().answered(System.nanoTime() - begin);
    meter.answered(version.name(), status);
  }
}
