package org.cornu.data;

import java.awt.image.BufferedImage;
import java.util.function.IntUnaryOperator;

/**
 * A grey picture.
 *
 * @param height in pixels
 * @param width in pixels
 * @param bytes row-major, an unsigned byte a pixel, 0 for black
 */
public record Grey(int height, int width, byte[] bytes) {

  /** A picture without its colours. */
  public static Grey of(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    return new Grey(height, width, Images.pixels(image, height, width, 1));
  }

  /** From 0 to 255. */
  int at(int y, int x) {
    return bytes[y * width + x] & 0xff;
  }

  int brightest() {
    int brightest = 0;
    for (byte value : bytes) {
      brightest = Math.max(brightest, value & 0xff);
    }
    return brightest;
  }

  Grey map(IntUnaryOperator tone) {
    byte[] mapped = new byte[bytes.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = (byte) tone.applyAsInt(bytes[i] & 0xff);
    }
    return new Grey(height, width, mapped);
  }

  Grey part(int top, int left, int partHeight, int partWidth) {
    byte[] part = new byte[partHeight * partWidth];
    for (int y = 0; y < partHeight; y++) {
      System.arraycopy(bytes, (top + y) * width + left, part, y * partWidth, partWidth);
    }
    return new Grey(partHeight, partWidth, part);
  }

  /** This picture in a black one that is no smaller. */
  Grey within(int outerHeight, int outerWidth, int top, int left) {
    byte[] outer = new byte[outerHeight * outerWidth];
    for (int y = 0; y < height; y++) {
      System.arraycopy(bytes, y * width, outer, (top + y) * outerWidth + left, width);
    }
    return new Grey(outerHeight, outerWidth, outer);
  }

  Grey resized(int newHeight, int newWidth) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, bytes);
    return new Grey(newHeight, newWidth, Images.pixels(image, newHeight, newWidth, 1));
  }
}
