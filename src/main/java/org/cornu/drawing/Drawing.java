package org.cornu.drawing;

import java.io.IOException;
import java.nio.file.Path;

/** What can be drawn, such as a chart: as a file, or in a notebook. */
public interface Drawing {

  /** What it looks like; drawn when it is saved or shown. */
  Picture picture();

  /** What it is, in a few words. */
  String title();

  /**
   * Writes the picture as PNG; missing folders are made.
   *
   * @throws IOException if it cannot be written, or if this machine has no fonts ({@link Fonts})
   */
  default void save(Path png) throws IOException {
    picture().save(png);
  }
}
