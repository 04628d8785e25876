package org.cornu.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * An IDX file that is not read yet. Its shape stands before its values: what does not fit is
 * refused by the shape, before there is memory for the values.
 *
 * @param name for messages
 * @param opening how it is opened
 */
record IdxSource(String name, Opening opening) {

  /** Opens a file. */
  interface Opening {
    InputStream open() throws IOException;
  }

  /** What is done with an open file. */
  interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  static IdxSource of(Path file) {
    return new IdxSource(file.toString(), () -> Files.newInputStream(file));
  }

  <T> T open(Reading<T> reading) {
    try (InputStream in = opening.open()) {
      return reading.from(in);
    } catch (NoSuchFileException e) {
      throw new DataException(name + ": no such file", e);
    } catch (IOException e) {
      throw new DataException(name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  Idx read() {
    return read(shape -> {});
  }

  private Idx read(Consumer<int[]> check) {
    return open(in -> new IdxReader(name, in).read(check));
  }

  /** How many images there are. */
  int images() {
    int[] shape = open(in -> new IdxReader(name, in).shape(Long.MAX_VALUE));
    requireRank(3, "images (count, height, width)", shape);
    return shape[0];
  }

  /** The labels, one for each of so many images. */
  int[] classes(int count, String images) {
    byte[] values = read(shape -> requireLabels(count, images, shape)).values();
    int[] classes = new int[count];
    for (int i = 0; i < count; i++) {
      classes[i] = values[i] & 0xFF;
    }
    return classes;
  }

  private void requireLabels(int count, String images, int[] shape) {
    requireRank(1, "labels", shape);
    if (shape[0] != count) {
      throw new DataException(
          "%s: needed %d labels, one for each image in %s, got %d"
              .formatted(name, count, images, shape[0]));
    }
  }

  private void requireRank(int rank, String what, int[] shape) {
    if (shape.length != rank) {
      throw new DataException(
          "%s: needed %s, %d dimension(s), got %d%s"
              .formatted(name, what, rank, shape.length, hint(rank, shape.length)));
    }
  }

  private static String hint(int needed, int got) {
    if (needed == 3 && got == 4) {
      return "; Idx.stream takes images with channels";
    }
    return swapped(needed, got)
        ? "; images have 3 dimensions or more and labels 1: are the two files swapped?"
        : "";
  }

  /** Whether one has the rank of images, the other that of labels. */
  private static boolean swapped(int needed, int got) {
    return Math.min(needed, got) == 1 && Math.max(needed, got) >= 3;
  }
}
