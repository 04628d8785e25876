package org.cornu.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes IDX files of unsigned bytes. */
public final class IdxFile {

  private IdxFile() {}

  /** A file of some values, as many as the shape says. */
  public static Path write(Path file, byte[] values, int... shape) throws IOException {
    byte[] header = header(shape);
    ByteBuffer all = ByteBuffer.allocate(header.length + values.length).put(header).put(values);
    return Files.write(file, all.array());
  }

  /** A file of zeros that takes no room on the disk, where the file system can do that. */
  public static Path zeros(Path file, int... shape) throws IOException {
    byte[] header = header(shape);
    long size = header.length;
    long values = 1;
    for (int dimension : shape) {
      values *= dimension;
    }
    Files.write(file, header);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(1), size + values - 1);
    }
    return file;
  }

  private static byte[] header(int... shape) {
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * shape.length);
    header.put((byte) 0).put((byte) 0).put((byte) 8).put((byte) shape.length);
    for (int dimension : shape) {
      header.putInt(dimension);
    }
    return header.array();
  }
}
