package org.cornu.data;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A picture of a digit, made like MNIST's: light on dark. One that has the wanted size is else
 * taken as it is; another is stretched to full contrast, cut to its ink, scaled to 20 of 28 pixels,
 * and put with its centre of mass in the middle.
 */
final class DigitImage {

  private static final double INK_SHARE = 20.0 / 28;
  private static final int WHITE = 255;
  private static final int FAINTEST_INK = WHITE / 5;

  private DigitImage() {}

  /** The picture as (height, width, 1) unsigned bytes. */
  static byte[] pixels(BufferedImage image, int height, int width) {
    Grey grey = lightOnDark(Grey.of(image));
    if (grey.height() == height && grey.width() == width) {
      return grey.bytes();
    }
    Grey ink = ink(stretched(grey));
    double scale =
        INK_SHARE * Math.min(height / (double) ink.height(), width / (double) ink.width());
    return centred(
            ink.resized(scaled(ink.height(), scale), scaled(ink.width(), scale)), height, width)
        .bytes();
  }

  private static int scaled(int size, double scale) {
    return (int) Math.max(1, Math.round(size * scale));
  }

  /** Turned round if the paper is light. */
  private static Grey lightOnDark(Grey grey) {
    return paper(grey) > WHITE / 2 ? grey.map(value -> WHITE - value) : grey;
  }

  /** The paper black, the brightest ink white. */
  private static Grey stretched(Grey grey) {
    int paper = paper(grey);
    int range = Math.max(1, grey.brightest() - paper);
    return grey.map(value -> Math.max(0, value - paper) * WHITE / range);
  }

  /** The median along the border. */
  private static int paper(Grey grey) {
    int[] border = new int[2 * (grey.height() + grey.width())];
    int n = 0;
    for (int x = 0; x < grey.width(); x++) {
      border[n++] = grey.at(0, x);
      border[n++] = grey.at(grey.height() - 1, x);
    }
    for (int y = 0; y < grey.height(); y++) {
      border[n++] = grey.at(y, 0);
      border[n++] = grey.at(y, grey.width() - 1);
    }
    Arrays.sort(border);
    return border[n / 2];
  }

  /**
   * The smallest part that holds all ink that is not faint; all of the picture if there is none.
   */
  private static Grey ink(Grey grey) {
    int top = grey.height();
    int bottom = -1;
    int left = grey.width();
    int right = -1;
    for (int y = 0; y < grey.height(); y++) {
      for (int x = 0; x < grey.width(); x++) {
        if (grey.at(y, x) > FAINTEST_INK) {
          top = Math.min(top, y);
          bottom = y;
          left = Math.min(left, x);
          right = Math.max(right, x);
        }
      }
    }
    return bottom < 0 ? grey : grey.part(top, left, bottom - top + 1, right - left + 1);
  }

  /** With the ink's centre of mass in the middle, as far as the ink then stays inside. */
  private static Grey centred(Grey ink, int height, int width) {
    double mass = 0;
    double down = 0;
    double across = 0;
    for (int y = 0; y < ink.height(); y++) {
      for (int x = 0; x < ink.width(); x++) {
        mass += ink.at(y, x);
        down += ink.at(y, x) * (y + 0.5);
        across += ink.at(y, x) * (x + 0.5);
      }
    }
    double middle = mass == 0 ? ink.height() / 2.0 : down / mass;
    double centre = mass == 0 ? ink.width() / 2.0 : across / mass;
    int top = Math.round((float) (height / 2.0 - middle));
    int left = Math.round((float) (width / 2.0 - centre));
    return ink.within(
        height, width, clamp(top, height - ink.height()), clamp(left, width - ink.width()));
  }

  private static int clamp(int value, int max) {
    return Math.max(0, Math.min(value, max));
  }
}
