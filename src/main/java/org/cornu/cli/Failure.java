package org.cornu.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.cornu.device.NativeLibrary;
import org.cornu.files.FileFailure;

/** What went wrong, in one line. */
final class Failure {

  /** What a line begins with that tells of one. */
  static final String PREFIX = "cornu: ";

  private Failure() {}

  static String line(Throwable failure) {
    return words(failure).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String words(Throwable failure) {
    if (failure instanceof UncheckedIOException unchecked) {
      String cause = words(unchecked.getCause());
      if (failure.getMessage().equals(unchecked.getCause().toString())) {
        return cause;
      }
      return failure.getMessage().contains(cause)
          ? failure.getMessage()
          : failure.getMessage() + ": " + cause;
    }
    if (failure instanceof LinkageError) {
      return NativeLibrary.missing(failure).orElse(failure.toString());
    }
    return failure instanceof IOException io
        ? FileFailure.words(io)
        : failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
