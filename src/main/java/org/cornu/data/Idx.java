package org.cornu.data;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What an IDX file holds, the format of MNIST: an array of unsigned bytes, row-major.
 *
 * @param source the file, for messages
 * @param shape one to four dimensions, e.g. {60000, 28, 28}
 * @param values the bytes, as many as the shape says
 */
public record Idx(String source, int[] shape, byte[] values) {

  /**
   * Reads a file, gzipped or not: the content decides, not the name.
   *
   * @param file an IDX file of unsigned bytes (type 0x08)
   * @return its content
   * @throws DataException if the file is missing, damaged, too short, too long, or of another type
   */
  public static Idx read(Path file) {
    requireNonNull(file, "file");
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in);
    } catch (NoSuchFileException e) {
      throw new DataException(file + ": no such file", e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  static Idx read(String source, InputStream in) throws IOException {
    return new IdxReader(source, in).read();
  }

  /** This, if it has the rank that is wanted, e.g. 3 for "images (count, height, width)". */
  Idx ofRank(int rank, String what) {
    if (shape.length != rank) {
      throw new DataException(
          ("%s: needed %s, %d dimension(s), got %d;"
                  + " images have 3 and labels 1: are the two files swapped?")
              .formatted(source, what, rank, shape.length));
    }
    return this;
  }
}
