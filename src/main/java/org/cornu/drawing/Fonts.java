package org.cornu.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Whether Java can draw text here; slim containers have no fonts, and Java fails without. */
public final class Fonts {

  private static final String REMEDY =
      "pictures left out: this machine has no fonts for Java; install fontconfig and"
          + " fonts-dejavu-core (Debian)";

  private Fonts() {}

  /**
   * One line that says what to install, or empty if pictures can be drawn. Found out once, by
   * drawing a word. Reports are written all the same, without pictures.
   */
  public static Optional<String> missing() {
    return ThisMachine.MISSING;
  }

  /**
   * Nothing where pictures can be drawn.
   *
   * @param picture the file that was to be written
   * @throws IOException that names the file and what to install
   */
  public static void need(Path picture) throws IOException {
    if (missing().isPresent()) {
      throw new IOException(picture + ": " + missing().get());
    }
  }

  /** The same, found out by a given attempt to draw. */
  static Optional<String> missing(Runnable attempt) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Which of these comes depends on what lacks: fonts, fontconfig, libfreetype, or their Java
      // half (headless packages).
      return Optional.of(REMEDY);
    }
  }

  private static void drawWord() {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    Graphics2D g = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      g.setColor(Color.WHITE);
      g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
      g.drawString("cornu", 4, 20);
    } finally {
      g.dispose();
    }
  }

  /** Holds the answer; filled when first asked for. */
  private static final class ThisMachine {
    static final Optional<String> MISSING = missing(Fonts::drawWord);
  }
}
