package org.cornu.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures in files of their own.
 *
 * @param files one a sample
 * @param shape of each as it is read: height, width, channels
 */
record PictureFiles(List<Path> files, SampleShape shape) {

  long length() {
    return (long) files.size() * shape.volume();
  }

  /** Whether one of them has more levels than bytes have. */
  boolean deep() {
    return files.parallelStream().anyMatch(PngHeader::deep);
  }

  void read(int sample, ByteBuffer out) {
    int[] dims = shape.dims();
    out.put(Images.read(files.get(sample), dims[0], dims[1], dims[2]));
  }

  void read(int sample, FloatBuffer out) {
    int[] dims = shape.dims();
    out.put(Images.floats(files.get(sample), dims[0], dims[1], dims[2]));
  }

  /** Reads in the middle of a run, where the message must tell which sample was wanted. */
  static void whenNeeded(int sample, Runnable reading) {
    try {
      reading.run();
    } catch (DataException e) {
      throw new UncheckedIOException(
          "sample %d: %s".formatted(sample, e.getMessage()), new IOException(e));
    }
  }
}
