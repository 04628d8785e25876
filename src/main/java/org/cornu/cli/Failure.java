package org.cornu.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong, in one line. */
final class Failure {

  private Failure() {}

  static String line(Throwable failure) {
    return words(failure).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String words(Throwable failure) {
    if (failure instanceof UncheckedIOException unchecked) {
      return failure.getMessage().equals(unchecked.getCause().toString())
          ? words(unchecked.getCause())
          : failure.getMessage() + ": " + words(unchecked.getCause());
    }
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + ": " + reason(file);
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** The JDK's messages for these are the file's name alone. */
  private static String reason(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "access denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file stands where a folder is needed";
    }
    return failure.getClass().getSimpleName();
  }
}
