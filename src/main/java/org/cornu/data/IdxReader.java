package org.cornu.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads one IDX file: two zero bytes, the type, the rank, the dimensions (big-endian), the values.
 * Offsets in messages count the bytes after unzipping.
 */
final class IdxReader {
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int HIGHEST_RANK = 4;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final int FIRST_BLOCK = 1 << 16;

  private final String source;
  private final InputStream in;
  private long offset;

  IdxReader(String source, InputStream in) throws IOException {
    this.source = source;
    this.in = unzipped(source, new BufferedInputStream(in));
  }

  private static InputStream unzipped(String source, InputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
    in.reset();
    try {
      return gzip ? new GZIPInputStream(in) : in;
    } catch (EOFException | ZipException e) {
      throw new DataException(source + ": the gzip header is damaged", e);
    }
  }

  /** Reads what stands before the values: the dimensions, which make at most so many values. */
  int[] shape(long most) throws IOException {
    byte[] magic = next(4, "the magic number");
    if (magic[0] != 0 || magic[1] != 0) {
      throw new DataException(
          "%s, offset 0: needed an IDX file, which begins with 00 00, got %02x %02x"
              .formatted(source, magic[0], magic[1]));
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw new DataException(
          "%s, offset 2: needed type 08 (unsigned byte), got %02x".formatted(source, magic[2]));
    }
    if (magic[3] < 1 || magic[3] > HIGHEST_RANK) {
      throw new DataException(
          "%s, offset 3: needed 1 to %d dimensions, got %d"
              .formatted(source, HIGHEST_RANK, magic[3] & 0xFF));
    }
    int[] shape = new int[magic[3]];
    long count = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dimension(count, most);
      count *= shape[i];
    }
    return shape;
  }

  /** How many bytes were read, after unzipping. */
  long offset() {
    return offset;
  }

  boolean zipped() {
    return in instanceof GZIPInputStream;
  }

  /**
   * Reads the whole file.
   *
   * @param check refuses a shape, before the values are read
   */
  Idx read(Consumer<int[]> check) throws IOException {
    int[] shape = shape(LARGEST_ARRAY);
    check.accept(shape);
    int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    byte[] values = next(count, "the values of shape " + Arrays.toString(shape));
    if (next() != -1) {
      throw new DataException(
          "%s, offset %d: needed the end of the file after the values of shape %s, got more bytes"
              .formatted(source, offset, Arrays.toString(shape)));
    }
    return new Idx(source, shape, values);
  }

  private int dimension(long countSoFar, long most) throws IOException {
    long at = offset;
    byte[] b = next(4, "a dimension");
    int size = (b[0] & 0xFF) << 24 | (b[1] & 0xFF) << 16 | (b[2] & 0xFF) << 8 | (b[3] & 0xFF);
    if (size <= 0 || size > most / countSoFar) {
      throw new DataException(
          "%s, offset %d: needed a dimension from 1 on and at most %d values in all, got %s"
              .formatted(source, at, most, Integer.toUnsignedString(size)));
    }
    return size;
  }

  /** Reads {@code count} bytes; the array grows with what is there, not with what is promised. */
  private byte[] next(int count, String what) throws IOException {
    byte[] bytes = new byte[Math.min(count, FIRST_BLOCK)];
    int filled = 0;
    while (filled < count) {
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * filled));
      }
      int read = next(bytes, filled);
      if (read == -1) {
        throw new DataException(
            "%s, offset %d: needed %d bytes for %s, got %d; the file is cut short"
                .formatted(source, offset, count, what, filled));
      }
      filled += read;
      offset += read;
    }
    return bytes;
  }

  private int next() throws IOException {
    return next(new byte[1], 0);
  }

  private int next(byte[] bytes, int from) throws IOException {
    try {
      return in.read(bytes, from, bytes.length - from);
    } catch (EOFException e) {
      throw new DataException(
          "%s, offset %d: the gzip data are cut short".formatted(source, offset), e);
    } catch (ZipException e) {
      throw new DataException(
          "%s, offset %d: the gzip data are damaged: %s".formatted(source, offset, e.getMessage()),
          e);
    }
  }
}
