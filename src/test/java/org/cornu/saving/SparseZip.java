package org.cornu.saving;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * An archive of more than 4 GB (zip64), most of which is a hole that takes no place on the disk.
 */
final class SparseZip implements Closeable {

  private static final int MANY = -1;
  private static final short NEEDS_64 = 45;

  private final FileChannel file;
  private final List<byte[]> directory = new ArrayList<>();

  SparseZip(Path path) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE);
  }

  /** Adds an entry of these bytes, so many zeros, and these bytes. */
  void add(String name, byte[] head, long zeros, byte[] tail) throws IOException {
    long offset = file.size();
    long size = head.length + zeros + tail.length;
    ByteBuffer own = buffer(70 + name.length());
    own.putInt(0x04034b50).putShort(NEEDS_64);
    putSums(own, crc(head, zeros, tail), name, 16).putShort((short) 1).putShort((short) 16);
    put(own.putLong(size).putLong(size));
    put(ByteBuffer.wrap(head));
    file.position(offset + own.limit() + head.length + zeros);
    put(ByteBuffer.wrap(tail));

    ByteBuffer entry = buffer(120 + name.length());
    entry.putInt(0x02014b50).putShort(NEEDS_64).putShort(NEEDS_64);
    entry.putShort((short) 0).putShort((short) 0).putInt(0x210000);
    entry.putInt(crc(head, zeros, tail)).putInt(MANY).putInt(MANY);
    entry.putShort((short) name.length()).putShort((short) 28).putShort((short) 0);
    entry.putInt(0).putInt(0).putInt(MANY).put(name.getBytes(StandardCharsets.US_ASCII));
    entry.putShort((short) 1).putShort((short) 24).putLong(size).putLong(size).putLong(offset);
    directory.add(bytes(entry));
  }

  private static ByteBuffer putSums(ByteBuffer out, int crc, String name, int extra) {
    out.putShort((short) 0).putShort((short) 0).putInt(0x210000);
    out.putInt(crc).putInt(MANY).putInt(MANY);
    out.putShort((short) name.length()).putShort((short) (4 + extra));
    return out.put(name.getBytes(StandardCharsets.US_ASCII));
  }

  private static int crc(byte[] head, long zeros, byte[] tail) {
    CRC32 sum = new CRC32();
    byte[] some = new byte[1 << 20];
    sum.update(head);
    for (long left = zeros; left > 0; left -= some.length) {
      sum.update(some, 0, (int) Math.min(some.length, left));
    }
    sum.update(tail);
    return (int) sum.getValue();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      long begin = file.size();
      for (byte[] entry : directory) {
        put(ByteBuffer.wrap(entry));
      }
      long end = file.size();
      ByteBuffer last = buffer(98).putInt(0x06064b50).putLong(44);
      last.putShort(NEEDS_64).putShort(NEEDS_64).putInt(0).putInt(0);
      last.putLong(directory.size()).putLong(directory.size()).putLong(end - begin).putLong(begin);
      last.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
      last.putInt(0x06054b50).putInt(0).putInt(MANY).putInt(MANY).putInt(MANY).putShort((short) 0);
      put(last);
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer written) {
    byte[] bytes = new byte[written.flip().limit()];
    written.get(bytes);
    return bytes;
  }

  private void put(ByteBuffer written) throws IOException {
    ByteBuffer rest = written.position() == 0 ? written : written.flip();
    while (rest.hasRemaining()) {
      file.write(rest);
    }
  }
}
