package org.cornu.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders to write to, so that what is wrong with them shows before the work. */
public final class OutputFolder {

  private OutputFolder() {}

  /**
   * Makes a folder where there is none.
   *
   * @throws IOException if that cannot be, or nothing can be written to it
   */
  public static void make(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      Path probe = Part.of(folder.resolve("probe"));
      try {
        Files.delete(Files.createFile(probe)); // tells the reason
      } catch (IOException e) {
        throw FileFailure.of(folder, probe, e);
      }
    }
  }
}
