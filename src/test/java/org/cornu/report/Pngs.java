package org.cornu.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Looks at pictures that were saved. */
final class Pngs {

  private Pngs() {}

  static BufferedImage read(Path png) throws IOException {
    return ImageIO.read(png.toFile());
  }

  /** How many pixels have exactly this colour. */
  static long count(BufferedImage image, Color colour) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).filter(pixel -> pixel == colour.getRGB()).count();
  }

  /** Whether nothing touches the picture's rim, as clipped text would. */
  static boolean hasWhiteRim(BufferedImage image) {
    int right = image.getWidth() - 1;
    int bottom = image.getHeight() - 1;
    boolean white = true;
    for (int x = 0; x <= right; x++) {
      white &= image.getRGB(x, 0) == Color.WHITE.getRGB();
      white &= image.getRGB(x, bottom) == Color.WHITE.getRGB();
    }
    for (int y = 0; y <= bottom; y++) {
      white &= image.getRGB(0, y) == Color.WHITE.getRGB();
      white &= image.getRGB(right, y) == Color.WHITE.getRGB();
    }
    return white;
  }
}
