package org.cornu.files;

import java.nio.file.Path;

/** Names of files, which tell what is in them. */
public final class FileName {

  private FileName() {}

  /**
   * Checks how a name ends.
   *
   * @param call as the message names it
   * @param ending for example {@code .keras}
   * @throws IllegalArgumentException if it ends otherwise
   */
  public static void requireEnding(String call, Path file, String ending) {
    if (!file.toString().endsWith(ending)) {
      throw new IllegalArgumentException(
          "%s needs a file whose name ends in %s, got \"%s\"".formatted(call, ending, file));
    }
  }
}
