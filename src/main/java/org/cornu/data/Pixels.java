package org.cornu.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** The rows of an image as levels from 0 to white, one or three a pixel, on white paper. */
final class Pixels {
  private static final int BYTE = 255;
  private static final int SHORT = 65_535;

  private final BufferedImage image;
  private final int channels;
  private final boolean grey;
  private final boolean deep;
  private final int white;
  private final int[] colours;

  private Pixels(BufferedImage image, int channels, boolean deep) {
    this.image = image;
    this.channels = channels;
    this.grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    this.deep = deep;
    this.white = deep ? SHORT : BYTE;
    this.colours = new int[(grey ? 1 : 3) * image.getWidth()];
  }

  /** In 256 levels, however many the image has. */
  static Pixels ofBytes(BufferedImage image, int channels) {
    return new Pixels(image, channels, false);
  }

  /** In 65,536 levels if the image has them, else in 256. */
  static Pixels of(BufferedImage image, int channels) {
    ColorModel model = image.getColorModel();
    boolean known =
        model.getColorSpace().isCS_sRGB()
            || model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    return new Pixels(image, channels, known && model.getComponentSize(0) == 16);
  }

  int height() {
    return image.getHeight();
  }

  int width() {
    return image.getWidth();
  }

  int channels() {
    return channels;
  }

  /** The highest level, 255 or 65,535. */
  int white() {
    return white;
  }

  /** Writes one row, channels last. */
  void row(int y, int[] levels) {
    if (grey) {
      grey(y);
    } else if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      plain(y);
    } else if (deep) {
      deep(y);
    } else {
      coloured(y);
    }
    if (channels == (grey ? 1 : 3)) {
      System.arraycopy(colours, 0, levels, 0, colours.length);
    } else {
      for (int x = 0; x < width(); x++) {
        if (channels == 1) {
          levels[x] = luma(3 * x);
        } else {
          Arrays.fill(levels, 3 * x, 3 * x + 3, colours[x]);
        }
      }
    }
  }

  /** 0.299, 0.587 and 0.114 in 65536ths, rounded as Pillow rounds. */
  private int luma(int at) {
    long sum = colours[at] * 19_595L + colours[at + 1] * 38_470L + colours[at + 2] * 7_471L;
    return (int) (sum + 0x8000 >> 16);
  }

  /** Reads the raster, as {@code getRGB} would brighten: Java holds grey for linear light. */
  private void grey(int y) {
    ColorModel model = image.getColorModel();
    Raster raster = image.getRaster();
    int most = (1 << model.getComponentSize(0)) - 1;
    raster.getSamples(0, y, width(), 1, 0, colours);
    int[] alpha = model.hasAlpha() ? raster.getSamples(0, y, width(), 1, 1, (int[]) null) : null;
    for (int x = 0; x < width(); x++) {
      int opacity = alpha == null ? white : scaled(alpha[x], most);
      colours[x] = onWhite(scaled(colours[x], most), opacity);
    }
  }

  /** Reads the raster, as {@code getRGB} gives 8 bits. */
  private void deep(int y) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int[] samples = raster.getPixels(0, y, width(), 1, (int[]) null);
    for (int x = 0; x < width(); x++) {
      int opacity = bands > 3 ? samples[bands * x + 3] : white;
      for (int channel = 0; channel < 3; channel++) {
        colours[3 * x + channel] = onWhite(samples[bands * x + channel], opacity);
      }
    }
  }

  /** What most JPEGs are: the bytes themselves, 4 times as fast as by getRGB. */
  private void plain(int y) {
    byte[] row = (byte[]) image.getRaster().getDataElements(0, y, width(), 1, null);
    for (int i = 0; i < row.length; i++) {
      colours[i] = row[i] & 0xFF;
    }
  }

  private void coloured(int y) {
    int[] row = image.getRGB(0, y, width(), 1, null, 0, width());
    for (int x = 0; x < width(); x++) {
      int argb = row[x];
      int opacity = argb >>> 24;
      colours[3 * x] = onWhite(argb >> 16 & 0xFF, opacity);
      colours[3 * x + 1] = onWhite(argb >> 8 & 0xFF, opacity);
      colours[3 * x + 2] = onWhite(argb & 0xFF, opacity);
    }
  }

  /** From 0..most, which is 65535 for 16 bits, to 0..white. */
  private int scaled(int level, int most) {
    return most == white ? level : (level * white + most / 2) / most;
  }

  private int onWhite(int level, int opacity) {
    if (opacity == white) {
      return level;
    }
    return (int) (((long) level * opacity + (long) white * (white - opacity) + white / 2) / white);
  }
}
