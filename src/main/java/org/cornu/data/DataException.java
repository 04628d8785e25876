package org.cornu.data;

/** A file of data cannot be used; the message names the file, the place, what is wrong. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Something in a file is wrong.
   *
   * @param message file, place, what was needed, what was found
   */
  DataException(String message) {
    super(message);
  }

  /**
   * Something in a file is wrong, found by another library.
   *
   * @param message file, place, what was needed, what was found
   * @param cause what was thrown
   */
  DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
