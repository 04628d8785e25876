package org.cornu.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

/**
 * The images of an uncompressed IDX file. It is open only while some are read, so nobody has to
 * close it; and not mapped, as the pages of a mapped file count as memory of the process.
 *
 * @param file the file
 * @param shape the dimensions of all images, e.g. {60000, 28, 28}
 * @param offset of the first byte of the first image
 * @param changed when the file was last written; it must stay so
 */
record IdxFeatures(Path file, int[] shape, long offset, FileTime changed) implements FileFeatures {

  /** Reads and checks what stands before the images, and the file's size. */
  static IdxFeatures of(Path file, InputStream in) throws IOException {
    IdxReader reader = new IdxReader(file.toString(), in);
    if (reader.zipped()) {
      throw new DataException(
          file
              + ": needed an uncompressed IDX file to read from place to place, got gzip; gunzip it");
    }
    int[] shape = reader.shape(Long.MAX_VALUE);
    if (shape.length != 3 && shape.length != 4) {
      throw new DataException(
          ("%s: needed images, (count, height, width) or (count, height, width, channels), got %d"
                  + " dimension(s)%s")
              .formatted(
                  file, shape.length, shape.length == 1 ? "; are the two files swapped?" : ""));
    }
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    IdxFeatures features = new IdxFeatures(file, shape, reader.offset(), found.lastModifiedTime());
    long values = found.size() - reader.offset();
    if (values != features.length()) {
      throw new DataException(
          "%s: needed %d bytes for the values of shape %s, got %d; the file is %s"
              .formatted(
                  file,
                  features.length(),
                  Arrays.toString(shape),
                  values,
                  values < features.length() ? "cut short" : "too long"));
    }
    return features;
  }

  /** The shape of one image; one without channels is grey. */
  PartSpec image() {
    int[] dims = Arrays.copyOfRange(shape, 1, 4);
    dims[2] = shape.length == 3 ? 1 : dims[2];
    return PartSpec.pixels(Part.FEATURES, dims);
  }

  int count() {
    return shape[0];
  }

  @Override
  public long length() {
    return Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
  }

  @Override
  public void write(int[] samples, int volume, ByteBuffer out) {
    if (out.remaining() < (long) samples.length * volume) {
      throw new BufferOverflowException();
    }
    if (samples.length == 0) {
      return;
    }
    int end = out.limit();
    int reading = samples[0];
    try (FileChannel channel = FileChannel.open(file)) {
      requireUnchanged();
      for (int sample : samples) {
        reading = sample;
        out.limit(out.position() + volume);
        read(channel, offset + (long) sample * volume, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s, sample %d: cannot be read: %s".formatted(file, reading, e), e);
    } finally {
      out.limit(end);
    }
  }

  private void requireUnchanged() throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    if (now.size() != offset + length() || !now.lastModifiedTime().equals(changed)) {
      throw new IOException(
          "needed the %d bytes written %s, got %d bytes written %s; the file was changed in use"
              .formatted(offset + length(), changed, now.size(), now.lastModifiedTime()));
    }
  }

  private static void read(FileChannel channel, long from, ByteBuffer out) throws IOException {
    long at = from;
    while (out.hasRemaining()) {
      int read = channel.read(out, at);
      if (read == -1) {
        throw new EOFException(
            "offset %d: needed %d bytes more, got the end of the file"
                .formatted(at, out.remaining()));
      }
      at += read;
    }
  }
}
