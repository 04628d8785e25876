package org.cornu.files;

import java.io.IOException;
import java.nio.file.Path;

/** Writes a file, or fills a folder. */
@FunctionalInterface
public interface Content {

  /**
   * Writes the whole content.
   *
   * @param place an empty file or folder
   */
  void writeTo(Path place) throws IOException;
}
