package org.cornu.cli;

import java.awt.image.BufferedImage;
import java.util.Optional;
import org.cornu.data.Grey;

/**
 * Pictures on which there is nothing to be seen, of which a model would say something all the same.
 */
final class Blank {

  /** Of 256 tones; fewer are a scan's or a JPEG's noise. */
  private static final int LEAST_CONTRAST = 8;

  private static final int OPAQUE = 255;

  private Blank() {}

  /**
   * What to do about it, if a picture is blank.
   *
   * @param grey whether it is asked about in grey; one of a single colour may be meant, else
   */
  static Optional<String> hint(BufferedImage image, boolean grey) {
    boolean drawn = hasBoth(image);
    if (!grey && !drawn || contrast(Grey.of(image)) >= LEAST_CONTRAST) {
      return Optional.empty();
    }
    return Optional.of(
        drawn
            ? "nothing to see: what is transparent counts as white, and so is what is drawn; put a"
                + " dark background behind it"
            : "nothing to see: the picture is blank");
  }

  /** Whether some of it is transparent, and some is not. */
  private static boolean hasBoth(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return false;
    }
    int most = 0;
    int least = OPAQUE;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int alpha = image.getRGB(x, y) >>> 24;
        most = Math.max(most, alpha);
        least = Math.min(least, alpha);
      }
    }
    return least < OPAQUE && most > 0;
  }

  private static int contrast(Grey grey) {
    int darkest = 255;
    int brightest = 0;
    for (byte value : grey.bytes()) {
      darkest = Math.min(darkest, value & 0xff);
      brightest = Math.max(brightest, value & 0xff);
    }
    return brightest - darkest;
  }
}
