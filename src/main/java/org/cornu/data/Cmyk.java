package org.cornu.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * Red, green and blue of a JPEG in four inks, as Pillow makes them: the inks stand inverted in the
 * file, as Adobe writes them, and each darkens what the black one leaves. The JDK would take them
 * for linear light, and brighten them.
 */
final class Cmyk {

  private Cmyk() {}

  /**
   * The picture in colours.
   *
   * @param inks the four components as they are in the file
   * @param ycck whether the first three are luma and chroma
   */
  static BufferedImage rgb(Raster inks, boolean ycck) {
    int width = inks.getWidth();
    BufferedImage image = new BufferedImage(width, inks.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[4 * width];
    int[] rgb = new int[width];
    for (int y = 0; y < inks.getHeight(); y++) {
      inks.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        if (ycck) {
          toInks(row, 4 * x);
        }
        int white = row[4 * x + 3];
        rgb[x] =
            shade(row[4 * x], white) << 16
                | shade(row[4 * x + 1], white) << 8
                | shade(row[4 * x + 2], white);
      }
      image.getRaster().setDataElements(0, y, width, 1, rgb);
    }
    return image;
  }

  /** What an ink leaves of the light that the black one left. */
  private static int shade(int inverted, int white) {
    int taken = (255 - inverted) * white + 128;
    return white - (taken + (taken >> 8) >> 8);
  }

  /** Luma and chroma to three inks, in libjpeg's 65536ths. */
  private static void toInks(int[] row, int at) {
    int luma = row[at];
    int blue = row[at + 1] - 128;
    int red = row[at + 2] - 128;
    row[at] = 255 - level(luma + (91881 * red + 32768 >> 16));
    row[at + 1] = 255 - level(luma + (-22554 * blue - 46802 * red + 32768 >> 16));
    row[at + 2] = 255 - level(luma + (116130 * blue + 32768 >> 16));
  }

  private static int level(int value) {
    return Math.max(0, Math.min(value, 255));
  }
}
