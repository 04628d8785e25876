package org.cornu.layers;

/**
 * A size over the two axes of an image.
 *
 * @param height in pixels, 1 or more
 * @param width in pixels, 1 or more
 */
public record Size(int height, int width) {

  public Size {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a size needs 1 or more each way, got " + height + "x" + width);
    }
  }

  /** The same both ways. */
  public static Size square(int size) {
    return new Size(size, size);
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
