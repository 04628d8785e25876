package org.cornu.server;

/** What a client is told when it does not get what it asked for. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  static final int BAD_REQUEST = 400;
  static final int NOT_FOUND = 404;
  static final int TIMEOUT = 408;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED = 415;
  static final int MISDIRECTED = 421;
  static final int TOO_MANY = 429;
  static final int FAILED = 500;
  static final int UNIMPLEMENTED = 501;
  static final int UNAVAILABLE = 503;

  private final int status;

  /**
   * One of a client's mistakes, mostly.
   *
   * @param status of HTTP
   * @param message what was needed, what came, and what to do
   */
  Refusal(int status, String message) {
    super(message, null, false, false); // nobody reads where in the program it was
    this.status = status;
  }

  static Refusal badRequest(String message, Object... parts) {
    return new Refusal(BAD_REQUEST, message.formatted(parts));
  }

  int status() {
    return status;
  }
}
