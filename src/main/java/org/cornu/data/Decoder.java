package org.cornu.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
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

/** Reads a picture's file with the JDK's readers, which trust what a file says of itself. */
final class Decoder {
  /** Above these, a hostile file could ask for gigabytes. */
  private static final long MOST_PIXELS = 100_000_000;

  private static final int LONGEST_SIDE = 1_000_000;

  /** What the best of the formats can do: deflate packs 1032 bytes into one, of 8 pixels each. */
  private static final long MOST_PIXELS_A_BYTE = 8 * 1032;

  /** Of a BMP: where the file says at which byte its pixels begin. */
  private static final int PIXELS_BEGIN_AT = 10;

  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

  private Decoder() {}

  /** The picture, upright, in colours that need no profile of a printer's inks. */
  static BufferedImage read(Path file) {
    try (InputStream bytes = Files.newInputStream(file);
        ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
      return read(new Encoded(file, Files.size(file), MOST_PIXELS), in);
    } catch (NoSuchFileException e) {
      throw new DataException(file + ": no such file", e);
    } catch (IOException | RuntimeException e) {
      throw e instanceof DataException known ? known : damaged(file, e);
    }
  }

  /** The same from memory, of at most so many pixels. */
  static BufferedImage read(byte[] bytes, Object name, long mostPixels) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      return read(new Encoded(name, bytes.length, mostPixels), in);
    } catch (IOException | RuntimeException e) {
      throw e instanceof DataException known ? known : damaged(name, e);
    }
  }

  /** What is read, as messages name it, its length in bytes, and how many pixels it may have. */
  private record Encoded(Object name, long size, long mostPixels) {

    @Override
    public String toString() {
      return name.toString();
    }
  }

  /** What the JDK's readers throw for a damaged file is of any class. */
  static DataException damaged(Object file, Exception cause) {
    return new DataException(file + ": cannot be read as an image: " + cause, cause);
  }

  private static BufferedImage read(Encoded file, ImageInputStream in) throws IOException {
    ImageReader reader = reader(file, in);
    try {
      PictureHeader header = header(file, reader, in);
      in.seek(0);
      reader.setInput(in, true, true);
      requireSize(file, reader.getWidth(0), reader.getHeight(0));
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      BufferedImage image =
          header.inks() && reader.canReadRaster()
              ? Cmyk.rgb(reader.readRaster(0, null), header.ycck())
              : reader.read(0);
      // the JPEG reader fills what is missing with grey, and only warns
      if (warnings.stream().anyMatch(warning -> warning.startsWith("Truncated"))) {
        throw new DataException(file + ": the image is cut short");
      }
      image.getRGB(0, 0); // a broken colour profile is noticed only now
      return Orientation.upright(image, header.orientation());
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(Encoded file, ImageInputStream in) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      // WBMP would claim any file that begins with two zeros
      if (FORMATS.contains(format(reader))) {
        return reader;
      }
    }
    throw new DataException(file + ": needed a PNG, JPEG, GIF or BMP image, got none of these");
  }

  private static String format(ImageReader reader) throws IOException {
    return reader.getFormatName().toLowerCase(Locale.ROOT);
  }

  private static PictureHeader header(Encoded file, ImageReader reader, ImageInputStream in)
      throws IOException {
    return switch (format(reader)) {
      case "jpeg" -> JpegHeader.read(in);
      case "png" -> PngHeader.read(in);
      case "bmp" -> {
        requirePalette(file, in);
        yield PictureHeader.PLAIN;
      }
      default -> PictureHeader.PLAIN;
    };
  }

  /** What lies before the pixels is a palette, for which the reader takes memory unseen. */
  private static void requirePalette(Encoded file, ImageInputStream in) throws IOException {
    in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    in.seek(PIXELS_BEGIN_AT);
    long begin = in.readUnsignedInt();
    if (begin > file.size) {
      throw new DataException(
          "%s: needed pixels from byte %d on, got a file of %d bytes"
              .formatted(file, begin, file.size));
    }
  }

  private static void requireSize(Encoded file, int width, int height) throws IOException {
    long pixels = (long) width * height;
    if (width < 1 || height < 1) {
      throw new DataException(
          "%s: needed a pixel or more, got %d x %d; it is damaged".formatted(file, width, height));
    }
    if (Math.max(width, height) > LONGEST_SIDE || pixels > file.mostPixels) {
      throw new DataException(
          "%s: needed at most %d pixels, %d a side, got %d x %d; scale the image down"
              .formatted(file, file.mostPixels, LONGEST_SIDE, width, height));
    }
    if (pixels / MOST_PIXELS_A_BYTE > file.size) {
      throw new DataException(
          "%s: needed the %d x %d pixels that the file promises, got %d bytes; it is damaged"
              .formatted(file, width, height, file.size));
    }
  }
}
