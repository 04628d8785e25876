package org.cornu.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** Reads a request's body into memory, without a thread that waits for it. */
final class Body {

  private static final int FIRST_ROOM = 8 << 10;
  private static final byte[] NONE = {};

  private final Request request;
  private final Limits limits;
  private final Consumer<byte[]> whole;
  private final Consumer<Throwable> failed;
  private byte[] bytes = NONE;
  private int size;
  private Scheduler.Task late;

  private Body(Request request, Limits limits, Consumer<byte[]> whole, Consumer<Throwable> failed) {
    this.request = request;
    this.limits = limits;
    this.whole = whole;
    this.failed = failed;
  }

  /**
   * What it may be.
   *
   * @param options of the server
   * @param share of the memory for all bodies, which the caller gives back
   */
  record Limits(ServerOptions options, Budget.Share share) {}

  /**
   * Reads it.
   *
   * @param whole is told all of it, perhaps in this call
   * @param failed is told why not: a {@link Refusal}, that the client is gone, or that memory is
   */
  static void read(
      Request request, Limits limits, Consumer<byte[]> whole, Consumer<Throwable> failed) {
    if (request.getLength() > limits.options().maxBody()) {
      failed.accept(tooLarge(limits));
      return;
    }
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null && !encoding.equals("identity")) {
      failed.accept(
          new Refusal(
              Refusal.UNSUPPORTED, "needs a body as it is, got one in the encoding " + encoding));
      return;
    }
    new Body(request, limits, whole, failed).more();
  }

  private static Refusal tooLarge(Limits limits) {
    return new Refusal(
        Refusal.TOO_LARGE,
        "the body has more than %d bytes; send fewer samples, or start the server with a larger --max-body"
            .formatted(limits.options().maxBody()));
  }

  private void more() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        begin();
        request.demand(this::more);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        fail(failure(chunk.getFailure()));
        return;
      }
      boolean last = chunk.isLast();
      Optional<Throwable> refused = add(chunk);
      if (refused.isPresent()) {
        fail(refused.get());
        return;
      }
      if (last) {
        end();
        tell();
        return;
      }
    }
  }

  /** Takes and releases it, or says why not. */
  private Optional<Throwable> add(Content.Chunk chunk) {
    try {
      return add(chunk.getByteBuffer());
    } catch (RuntimeException | Error e) {
      return Optional.of(e);
    } finally {
      chunk.release();
    }
  }

  private Optional<Throwable> add(ByteBuffer next) {
    int count = next.remaining();
    if (count > limits.options().maxBody() - size) {
      return Optional.of(tooLarge(limits));
    }
    if (size + count > bytes.length && !grow(size + count)) {
      return Optional.of(
          new Refusal(
              Refusal.UNAVAILABLE,
              "no memory is left for the body beside those of others; try again later, or give the"
                  + " JVM more by -Xmx"));
    }
    next.get(bytes, size, count);
    size += count;
    return Optional.empty();
  }

  /** Makes room for so many bytes; for all that are announced when a part of them is there. */
  private boolean grow(int wanted) {
    int room =
        wanted <= FIRST_ROOM ? FIRST_ROOM : Elements.room(bytes.length, wanted - bytes.length);
    int announced = (int) Math.min(request.getLength(), limits.options().maxBody());
    int next = announced >= wanted && announced <= 4L * wanted ? announced : room;
    if (!limits.share().take(next - bytes.length)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, next);
    return true;
  }

  /** Who sends slowly may do so for as long as an answer may take. */
  private void begin() {
    if (late == null) {
      // Without one, a failure while no demand waits is answered by Jetty, before it is read here.
      request.addFailureListener(failure -> {});
      late =
          request
              .getComponents()
              .getScheduler()
              .schedule(
                  () -> request.fail(new TimeoutException()),
                  limits.options().timeout().toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  private void tell() {
    byte[] all;
    try {
      all = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    } catch (OutOfMemoryError e) {
      fail(e);
      return;
    }
    bytes = NONE; // who has read it does not need it while it waits
    whole.accept(all);
  }

  private void fail(Throwable why) {
    end();
    failed.accept(why);
  }

  private void end() {
    if (late != null) {
      late.cancel();
    }
  }

  private RuntimeException failure(Throwable why) {
    if (why instanceof TimeoutException) {
      return new Refusal(
          Refusal.TIMEOUT,
          "the body did not come within %d ms; send it faster, or start the server with a longer --timeout"
              .formatted(limits.options().timeout().toMillis()));
    }
    if (why instanceof HttpException http) {
      return new Refusal(http.getCode(), String.valueOf(http.getReason()));
    }
    return new GoneException(why);
  }
}
