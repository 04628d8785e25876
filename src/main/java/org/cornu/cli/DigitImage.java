package org.cornu.cli;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.cornu.data.Images;

/**
 * A picture of a digit, made like MNIST's: light on dark; a picture of another size is cut to its ink,
 * scaled to 20 of 28 pixels, and put with its centre of mass in the middle.
 */
final class DigitImage {

  private static final double INK_SHARE = 20.0 / 28;
  private static final double INK_THRESHOLD = 0.2;

  private DigitImage() {}

  /** The picture as (height, width, 1) unsigned bytes. */
  static byte[] pixels(BufferedImage image, int height, int width) {
    Grey grey = lightOnDark(Grey.of(image));
    if (grey.height == height && grey.width == width) {
      return grey.bytes;
    }
    Grey ink = crop(grey);
    double scale =
        INK_SHARE * Math.min(height / (double) ink.height, width / (double) ink.width);
    Grey small =
        ink.resized(
            (int) Math.max(1, Math.round(ink.height * scale)),
            (int) Math.max(1, Math.round(ink.width * scale)));
    return centred(small, height, width).bytes;
  }

  /** Turned round if the border is light. */
  private static Grey lightOnDark(Grey grey) {
    int[] border = new int[2 * (grey.height + grey.width)];
    int n = 0;
    for (int x = 0; x < grey.width; x++) {
      border[n++] = grey.at(0, x);
      border[n++] = grey.at(grey.height - 1, x);
    }
    for (int y = 0; y < grey.height; y++) {
      border[n++] = grey.at(y, 0);
      border[n++] = grey.at(y, grey.width - 1);
    }
    Arrays.sort(border);
    if (border[n / 2] < 128) {
      return grey;
    }
    byte[] turned = new byte[grey.bytes.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = (byte) (255 - (grey.bytes[i] & 0xff));
    }
    return new Grey(grey.height, grey.width, turned);
  }

  /** The smallest part that holds all that is not nearly dark; all of it if nothing is lit. */
  private static Grey crop(Grey grey) {
    int brightest = 0;
    for (byte value : grey.bytes) {
      brightest = Math.max(brightest, value & 0xff);
    }
    int top = grey.height;
    int bottom = -1;
    int left = grey.width;
    int right = -1;
    for (int y = 0; y < grey.height; y++) {
      for (int x = 0; x < grey.width; x++) {
        if (brightest > 0 && grey.at(y, x) > INK_THRESHOLD * brightest) {
          top = Math.min(top, y);
          bottom = y;
          left = Math.min(left, x);
          right = Math.max(right, x);
        }
      }
    }
    return bottom < 0 ? grey : grey.part(top, left, bottom - top + 1, right - left + 1);
  }

  private static Grey centred(Grey ink, int height, int width) {
    double mass = 0;
    double down = 0;
    double across = 0;
    for (int y = 0; y < ink.height; y++) {
      for (int x = 0; x < ink.width; x++) {
        mass += ink.at(y, x);
        down += ink.at(y, x) * (y + 0.5);
        across += ink.at(y, x) * (x + 0.5);
      }
    }
    double middle = mass == 0 ? ink.height / 2.0 : down / mass;
    double centre = mass == 0 ? ink.width / 2.0 : across / mass;
    int top = clamp((int) Math.round(height / 2.0 - middle), height - ink.height);
    int left = clamp((int) Math.round(width / 2.0 - centre), width - ink.width);
    byte[] bytes = new byte[height * width];
    for (int y = 0; y < ink.height; y++) {
      System.arraycopy(
          ink.bytes, y * ink.width, bytes, (top + y) * width + left, ink.width);
    }
    return new Grey(height, width, bytes);
  }

  private static int clamp(int value, int max) {
    return Math.max(0, Math.min(value, max));
  }

  /** A grey picture, a byte a pixel. */
  private record Grey(int height, int width, byte[] bytes) {

    static Grey of(BufferedImage image) {
      return new Grey(
          image.getHeight(),
          image.getWidth(),
          Images.pixels(image, image.getHeight(), image.getWidth(), 1));
    }

    int at(int y, int x) {
      return bytes[y * width + x] & 0xff;
    }

    Grey part(int top, int left, int partHeight, int partWidth) {
      byte[] part = new byte[partHeight * partWidth];
      for (int y = 0; y < partHeight; y++) {
        System.arraycopy(bytes, (top + y) * width + left, part, y * partWidth, partWidth);
      }
      return new Grey(partHeight, partWidth, part);
    }

    Grey resized(int newHeight, int newWidth) {
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setDataElements(0, 0, width, height, bytes);
      return new Grey(newHeight, newWidth, Images.pixels(image, newHeight, newWidth, 1));
    }
  }
}
