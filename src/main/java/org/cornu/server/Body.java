package org.cornu.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** Reads a request's body into memory, without a thread that waits for it. */
final class Body {

  private static final int FIRST_ROOM = 8 << 10;

  private final Request request;
  private final ServerOptions options;
  private final Consumer<byte[]> whole;
  private final Consumer<RuntimeException> failed;
  private byte[] bytes;
  private int size;
  private Scheduler.Task late;

  private Body(
      Request request,
      ServerOptions options,
      Consumer<byte[]> whole,
      Consumer<RuntimeException> failed) {
    this.request = request;
    this.options = options;
    this.whole = whole;
    this.failed = failed;
    long length = request.getLength();
    this.bytes = new byte[(int) Math.min(Math.max(length, FIRST_ROOM), 1 << 20)];
  }

  /**
   * Reads it.
   *
   * @param whole is told all of it, perhaps in this call
   * @param failed is told why not: a {@link Refusal}, or that the client is gone
   */
  static void read(
      Request request,
      ServerOptions options,
      Consumer<byte[]> whole,
      Consumer<RuntimeException> failed) {
    if (request.getLength() > options.maxBody()) {
      failed.accept(tooLarge(options));
      return;
    }
    new Body(request, options, whole, failed).more();
  }

  private static Refusal tooLarge(ServerOptions options) {
    return new Refusal(
        Refusal.TOO_LARGE,
        "the body has more than %d bytes; send fewer samples, or start the server with a larger --max-body"
            .formatted(options.maxBody()));
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
        end();
        failed.accept(failure(chunk.getFailure()));
        return;
      }
      boolean fits = add(chunk.getByteBuffer());
      boolean last = chunk.isLast();
      chunk.release();
      if (!fits) {
        end();
        failed.accept(tooLarge(options));
        return;
      }
      if (last) {
        end();
        whole.accept(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
        return;
      }
    }
  }

  private boolean add(ByteBuffer next) {
    int count = next.remaining();
    if (count > options.maxBody() - size) {
      return false;
    }
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Elements.room(size, count));
    }
    next.get(bytes, size, count);
    size += count;
    return true;
  }

  /** Who sends slowly may do so for as long as an answer may take. */
  private void begin() {
    if (late == null) {
      late =
          request
              .getComponents()
              .getScheduler()
              .schedule(
                  () -> request.fail(new TimeoutException()),
                  options.timeout().toNanos(),
                  TimeUnit.NANOSECONDS);
    }
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
              .formatted(options.timeout().toMillis()));
    }
    if (why instanceof HttpException http) {
      return new Refusal(http.getCode(), String.valueOf(http.getReason()));
    }
    return new GoneException(why);
  }
}
