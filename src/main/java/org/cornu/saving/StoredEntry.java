package org.cornu.saving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An entry that is stored in an archive as it is, read from any place in it, and not unpacked. The
 * JDK's stream of one skips without reading, so a way back is a new stream.
 */
final class StoredEntry implements SeekableByteChannel {

  private static final int PIECE = 1 << 20;

  private final ZipFile zip;
  private final ZipEntry entry;
  private InputStream in;
  private long reached;
  private long position;
  private boolean open = true;

  StoredEntry(ZipFile zip, ZipEntry entry) throws IOException {
    this.zip = zip;
    this.entry = entry;
    this.in = zip.getInputStream(entry);
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    if (position >= size()) {
      return -1;
    }
    if (position < reached) {
      in.close();
      in = zip.getInputStream(entry);
      reached = 0;
    }
    in.skipNBytes(position - reached);
    byte[] bytes = new byte[Math.min(PIECE, to.remaining())];
    int count = in.readNBytes(bytes, 0, bytes.length);
    to.put(bytes, 0, count);
    reached = position + count;
    position = reached;
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long to) {
    position = to;
    return this;
  }

  @Override
  public long size() {
    return entry.getSize();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    in.close();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }
}
