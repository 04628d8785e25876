package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * What a model of pictures reads: how one becomes its input.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for red, green and blue
 */
public record PictureInput(int height, int width, int channels) {

  /**
   * From the sizes of one sample.
   *
   * @param sizes (height, width, channels), or (height, width) of grey ones
   * @throws IllegalArgumentException if these are no pictures
   */
  public static PictureInput of(long... sizes) {
    requireNonNull(sizes, "PictureInput.of needs sizes, got null");
    if (sizes.length != 2 && sizes.length != 3) {
      throw new IllegalArgumentException(
          "needs a model of pictures, of shape (height, width, channels) or (height, width), got"
              + " one of "
              + Arrays.toString(sizes).replace('[', '(').replace(']', ')'));
    }
    return new PictureInput(
        Math.toIntExact(sizes[0]),
        Math.toIntExact(sizes[1]),
        sizes.length == 2 ? 1 : Math.toIntExact(sizes[2]));
  }

  /**
   * A picture's pixels, row-major. For a model of grey pictures whose classes are numbers it may be
   * dark on light or light on dark; one of another size is cut, scaled and centred like MNIST's
   * digits. Where the classes have names it is read as those of an image folder are.
   *
   * @param classNames of the model; empty if its classes are numbers
   * @return height x width x channels bytes
   */
  public byte[] pixels(BufferedImage picture, List<String> classNames) {
    requireNonNull(picture, "pixels needs a picture, got null");
    requireNonNull(classNames, "pixels needs the classes' names, or none, got null");
    return channels == 1 && classNames.isEmpty()
        ? DigitImage.pixels(picture, height, width)
        : Images.pixels(picture, height, width, channels);
  }
}
