package org.cornu.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/** Takes the pixels out of an image: unsigned bytes, row-major, channels last, on white. */
final class Pixels {

  private Pixels() {}

  /** One channel: the levels of a grey image as they are, the luma of a coloured one. */
  static byte[] grey(BufferedImage image) {
    if (isGrey(image)) {
      return levels(image);
    }
    byte[] rgb = coloured(image);
    byte[] grey = new byte[rgb.length / 3];
    for (int i = 0; i < grey.length; i++) {
      int red = rgb[3 * i] & 0xFF;
      int green = rgb[3 * i + 1] & 0xFF;
      int blue = rgb[3 * i + 2] & 0xFF;
      // 0.299, 0.587 and 0.114 in 65536ths, rounded as Pillow rounds
      grey[i] = (byte) ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16);
    }
    return grey;
  }

  /** Three channels: red, green, blue. */
  static byte[] rgb(BufferedImage image) {
    if (!isGrey(image)) {
      return coloured(image);
    }
    byte[] grey = levels(image);
    byte[] rgb = new byte[3 * grey.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = grey[i / 3];
    }
    return rgb;
  }

  private static boolean isGrey(BufferedImage image) {
    return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /** Reads the raster, as {@code getRGB} would brighten: Java holds grey for linear light. */
  private static byte[] levels(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    ColorModel model = image.getColorModel();
    Raster raster = image.getRaster();
    int white = (1 << model.getComponentSize(0)) - 1;
    int[] level = new int[width];
    int[] alpha = new int[width];
    byte[] levels = new byte[height * width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, 0, level);
      if (model.hasAlpha()) {
        raster.getSamples(0, y, width, 1, 1, alpha);
      }
      for (int x = 0; x < width; x++) {
        int opacity = model.hasAlpha() ? toByte(alpha[x], white) : 255;
        levels[y * width + x] = onWhite(toByte(level[x], white), opacity);
      }
    }
    return levels;
  }

  /** From 0..white, which is 65535 for 16 bits, to 0..255. */
  private static int toByte(int level, int white) {
    return (level * 255 + white / 2) / white;
  }

  private static byte[] coloured(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    int[] row = new int[width];
    byte[] rgb = new byte[height * width * 3];
    for (int y = 0, i = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        int opacity = argb >>> 24;
        rgb[i++] = onWhite(argb >> 16 & 0xFF, opacity);
        rgb[i++] = onWhite(argb >> 8 & 0xFF, opacity);
        rgb[i++] = onWhite(argb & 0xFF, opacity);
      }
    }
    return rgb;
  }

  private static byte onWhite(int level, int opacity) {
    return (byte) ((level * opacity + 255 * (255 - opacity) + 127) / 255);
  }
}
