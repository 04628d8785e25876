package org.cornu.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.cornu.files.FileFailure;

/** How a callback says that it cannot write. */
final class WriteFailure {

  private WriteFailure() {}

  /** Names the callback, the file and the system's reason. */
  static UncheckedIOException of(String callback, IOException failure) {
    return new UncheckedIOException(callback + ": " + FileFailure.words(failure), failure);
  }
}
