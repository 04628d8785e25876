package org.cornu.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/** What went wrong with a file, in words: Java names the file or the reason, rarely both. */
public final class FileFailure {

  private FileFailure() {}

  /**
   * A failure that names what was to be written, and the system's reason.
   *
   * @param part where it was written on its way, which its message does not name
   */
  static IOException of(Path target, Path part, IOException failure) {
    IOException cause = innermost(failure);
    boolean own =
        cause instanceof FileSystemException file
            && List.of(part.toString(), target.toString()).contains(file.getFile());
    String reason = own ? reason((FileSystemException) cause) : words(cause);
    IOException named =
        new FileSystemException(target.toString(), null, "cannot be written: " + reason);
    named.initCause(failure);
    return named;
  }

  /** Libraries wrap what the system said. */
  private static IOException innermost(IOException failure) {
    IOException innermost = failure;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof IOException io && io.getMessage() != null) {
        innermost = io;
      }
    }
    return innermost;
  }

  /** The file and the reason, or whatever else the failure says. */
  public static String words(IOException failure) {
    if (failure instanceof FileSystemException file && file.getFile() != null) {
      return file.getFile() + ": " + reason(file);
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** The JDK's messages for these are the file's name alone. */
  private static String reason(FileSystemException failure) {
    if (failure.getReason() != null) {
      return failure.getReason();
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "access denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "a file stands where a folder is needed";
    }
    if (failure instanceof NotDirectoryException) {
      return "is no folder";
    }
    return failure.getClass().getSimpleName();
  }
}
