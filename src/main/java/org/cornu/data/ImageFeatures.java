package org.cornu.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures in files of their own, decoded when they are read.
 *
 * @param files one a sample
 * @param shape of each as it is read: height, width, channels
 */
record ImageFeatures(List<Path> files, SampleShape shape) implements FileFeatures {

  @Override
  public long length() {
    return (long) files.size() * shape.volume();
  }

  @Override
  public void write(int[] samples, int volume, ByteBuffer out) {
    for (int sample : samples) {
      out.put(pixels(sample));
    }
  }

  private byte[] pixels(int sample) {
    int[] dims = shape.dims();
    try {
      return Images.read(files.get(sample), dims[0], dims[1], dims[2]);
    } catch (DataException e) {
      throw new UncheckedIOException(
          "sample %d: %s".formatted(sample, e.getMessage()), new IOException(e));
    }
  }
}
