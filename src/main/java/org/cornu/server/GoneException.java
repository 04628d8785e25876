package org.cornu.server;

/** A client hung up, so nobody is to be told anything. */
final class GoneException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What nginx counts such requests as. */
  static final int STATUS = 499;

  GoneException(Throwable cause) {
    super("the client is gone", cause);
  }
}
