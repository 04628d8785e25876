package org.cornu.server;

import java.time.Duration;
import java.util.Objects;

/**
 * How models are served.
 *
 * @param host where to listen, {@code 127.0.0.1} for this machine alone
 * @param port where to listen, 0 for any that is free
 * @param versions of each model that are served, the newest ones
 * @param maxBatch samples that are computed together, at most
 * @param batchDelay how long the first of a batch waits for others; 0 for not at all
 * @param parallel batches of one model that are computed at once, at most
 * @param maxBody bytes of a request's body, at most
 * @param maxQueue requests that wait for one model, at most
 * @param timeout within which a request is read and answered, or refused
 */
public record ServerOptions(
    String host,
    int port,
    int versions,
    int maxBatch,
    Duration batchDelay,
    int parallel,
    int maxBody,
    int maxQueue,
    Duration timeout) {

  /** What TensorFlow Serving listens on for REST. */
  public static final int DEFAULT_PORT = 8501;

  private static final int LARGEST_PORT = 65_535;

  /** The defaults: this machine alone. */
  public static final ServerOptions DEFAULT =
      new ServerOptions(
          "127.0.0.1",
          DEFAULT_PORT,
          1,
          64,
          Duration.ZERO,
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          32 << 20,
          1000,
          Duration.ofSeconds(30));

  public ServerOptions {
    Objects.requireNonNull(host, "a server needs a host, got null");
    Objects.requireNonNull(batchDelay, "a server needs a batch delay, got null");
    Objects.requireNonNull(timeout, "a server needs a timeout, got null");
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("port needs 0 to 65535, got " + port);
    }
    requirePositive("versions", versions);
    requirePositive("max batch", maxBatch);
    requirePositive("parallel", parallel);
    requirePositive("max body", maxBody);
    requirePositive("max queue", maxQueue);
    if (batchDelay.isNegative()) {
      throw new IllegalArgumentException("batch delay needs 0 or more, got " + batchDelay);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout needs more than 0, got " + timeout);
    }
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " needs 1 or more, got " + value);
    }
  }

  /** The same at another host and port. */
  public ServerOptions at(String otherHost, int otherPort) {
    return new ServerOptions(
        otherHost, otherPort, versions, maxBatch, batchDelay, parallel, maxBody, maxQueue, timeout);
  }

  /** The same with so many of the newest versions of each model. */
  public ServerOptions versions(int newest) {
    return new ServerOptions(
        host, port, newest, maxBatch, batchDelay, parallel, maxBody, maxQueue, timeout);
  }

  /** The same with so many samples computed together, and so many batches at once. */
  public ServerOptions batches(int samples, Duration delay, int atOnce) {
    return new ServerOptions(
        host, port, versions, samples, delay, atOnce, maxBody, maxQueue, timeout);
  }

  /** The same with other limits on what a client may ask. */
  public ServerOptions limits(int body, int queue, Duration time) {
    return new ServerOptions(
        host, port, versions, maxBatch, batchDelay, parallel, body, queue, time);
  }
}
