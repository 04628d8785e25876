package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.nio.file.Path;

/**
 * Turns pictures into pixels of a wanted size: row-major, channels last, unsigned bytes or floats.
 * What is transparent shows white; grey is the luma of ITU-R BT.601; another size is reached by the
 * bilinear filter, which averages where it shrinks. Grey and size are those of Pillow's {@code
 * convert("L")} and {@code resize(BILINEAR)}, and so are the colours of a JPEG in printer's inks
 * (CMYK, YCCK). A picture is turned upright as its EXIF orientation says, in JPEG and PNG, which
 * Keras's {@code load_img} does not do. Needs no display.
 *
 * <p>A file is PNG, JPEG, GIF (its first frame) or BMP, of at most 100 million pixels and 1 million
 * a side; its content decides, not its name.
 */
public final class Images {
  private Images() {}

  /**
   * Reads a picture.
   *
   * @param file PNG, JPEG, GIF or BMP
   * @param height wanted, in pixels
   * @param width wanted, in pixels
   * @param channels 1 for grey, 3 for red, green and blue
   * @return height x width x channels bytes
   * @throws DataException if the file is missing, damaged, too large or no picture
   * @throws IllegalArgumentException if a size is below 1 or channels is neither 1 nor 3
   */
  public static byte[] read(Path file, int height, int width, int channels) {
    requireNonNull(file, "Images.read needs a file, got null");
    shape(height, width, channels);
    return pixels(read(file), height, width, channels);
  }

  /**
   * Reads a picture in the depth that it has: a PNG of 16 bits keeps its 65,536 levels, where
   * {@link #read(Path, int, int, int)} keeps 256.
   *
   * @param file PNG, JPEG, GIF or BMP
   * @param height wanted, in pixels
   * @param width wanted, in pixels
   * @param channels 1 for grey, 3 for red, green and blue
   * @return height x width x channels numbers from 0 to 1; of a picture of 8 bits the bytes times
   *     {@link Dataset#PIXEL_SCALE}
   * @throws DataException if the file is missing, damaged, too large or no picture
   * @throws IllegalArgumentException if a size is below 1 or channels is neither 1 nor 3
   */
  public static float[] floats(Path file, int height, int width, int channels) {
    requireNonNull(file, "Images.floats needs a file, got null");
    float[] values = new float[shape(height, width, channels).volume()];
    Pixels pixels = Pixels.of(read(file), channels);
    float scale = 1f / pixels.white();
    int row = width * channels;
    Bilinear.resize(
        pixels,
        height,
        width,
        (y, levels) -> {
          for (int i = 0; i < row; i++) {
            values[y * row + i] = levels[i] * scale;
          }
        });
    return values;
  }

  /**
   * Reads a picture, upright and else as it is.
   *
   * @param file PNG, JPEG, GIF or BMP
   * @return the picture
   * @throws DataException if the file is missing, damaged, too large or no picture
   */
  public static BufferedImage read(Path file) {
    requireNonNull(file, "Images.read needs a file, got null");
    return Decoder.read(file);
  }

  /**
   * Reads a picture from memory, upright and else as it is.
   *
   * @param bytes of a PNG, JPEG, GIF or BMP
   * @param name as messages name it
   * @param mostPixels more are refused, before they take memory
   * @return the picture
   * @throws DataException if it is damaged, too large or no picture
   */
  public static BufferedImage read(byte[] bytes, String name, long mostPixels) {
    requireNonNull(bytes, "Images.read needs bytes, got null");
    requireNonNull(name, "Images.read needs a name, got null");
    return Decoder.read(bytes, name, mostPixels);
  }

  /**
   * Converts a picture.
   *
   * @param image of any type
   * @param height wanted, in pixels
   * @param width wanted, in pixels
   * @param channels 1 for grey, 3 for red, green and blue
   * @return height x width x channels bytes
   * @throws IllegalArgumentException if a size is below 1 or channels is neither 1 nor 3
   */
  public static byte[] pixels(BufferedImage image, int height, int width, int channels) {
    requireNonNull(image, "Images.pixels needs an image, got null");
    byte[] bytes = new byte[shape(height, width, channels).volume()];
    int row = width * channels;
    Bilinear.resize(
        Pixels.ofBytes(image, channels),
        height,
        width,
        (y, levels) -> {
          for (int i = 0; i < row; i++) {
            bytes[y * row + i] = (byte) levels[i];
          }
        });
    return bytes;
  }

  /** The shape of one picture; refuses what cannot be asked for. */
  static SampleShape shape(int height, int width, int channels) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "channels: needed 1 (grey) or 3 (red, green, blue), got " + channels);
    }
    return SampleShape.of(new int[] {height, width, channels});
  }
}
