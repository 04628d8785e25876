package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Turns pictures into pixels of a wanted size: unsigned bytes, row-major, channels last. What is
 * transparent shows white; grey is the luma of ITU-R BT.601; another size is reached by the
 * bilinear filter, which averages where it shrinks. Grey and size are those of Pillow's {@code
 * convert("L")} and {@code resize(BILINEAR)}. Needs no display.
 */
public final class Images {
  /** Above this, a small hostile file could ask for gigabytes. */
  private static final long MOST_PIXELS = 100_000_000;

  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

  private Images() {}

  /**
   * Reads a picture.
   *
   * @param file PNG, JPEG, GIF (its first frame) or BMP, of at most 100 million pixels
   * @param height wanted, in pixels
   * @param width wanted, in pixels
   * @param channels 1 for grey, 3 for red, green and blue
   * @return height x width x channels bytes
   * @throws DataException if the file is missing, damaged, too large or no picture
   * @throws IllegalArgumentException if a size is below 1 or channels is neither 1 nor 3
   */
  public static byte[] read(Path file, int height, int width, int channels) {
    shape(height, width, channels);
    return pixels(read(file), height, width, channels);
  }

  /**
   * Reads a picture as it is.
   *
   * @param file PNG, JPEG, GIF (its first frame) or BMP, of at most 100 million pixels
   * @return the picture
   * @throws DataException if the file is missing, damaged, too large or no picture
   */
  public static BufferedImage read(Path file) {
    requireNonNull(file, "Images.read needs a file, got null");
    try (InputStream bytes = Files.newInputStream(file);
        ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
      return decode(file, in);
    } catch (NoSuchFileException e) {
      throw new DataException(file + ": no such file", e);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // ImageIO's readers throw all three for damaged files
      throw new DataException(file + ": cannot be read as an image: " + e, e);
    }
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
    shape(height, width, channels);
    byte[] pixels = channels == 1 ? Pixels.grey(image) : Pixels.rgb(image);
    return Bilinear.resize(pixels, image.getHeight(), image.getWidth(), height, width);
  }

  /** The shape of one picture; refuses what cannot be asked for. */
  static SampleShape shape(int height, int width, int channels) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "channels: needed 1 (grey) or 3 (red, green, blue), got " + channels);
    }
    return SampleShape.of(new int[] {height, width, channels});
  }

  private static BufferedImage decode(Path file, ImageInputStream in) throws IOException {
    ImageReader reader = reader(file, in);
    try {
      reader.setInput(in, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MOST_PIXELS) {
        throw new DataException(
            "%s: needed at most %d pixels, got %d; scale the image down"
                .formatted(file, MOST_PIXELS, pixels));
      }
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      BufferedImage image = reader.read(0);
      // the JPEG reader fills what is missing with grey, and only warns
      if (warnings.stream().anyMatch(warning -> warning.startsWith("Truncated"))) {
        throw new DataException(file + ": the image is cut short");
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(Path file, ImageInputStream in) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      // WBMP would claim any file that begins with two zeros
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
    }
    throw new DataException(file + ": needed a PNG, JPEG, GIF or BMP image, got none of these");
  }
}
