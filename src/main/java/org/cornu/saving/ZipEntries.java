package org.cornu.saving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The entries of an archive that may be hostile: sums and sizes are checked. */
final class ZipEntries implements Entries {

  private static final long ALWAYS_TAKEN = 1L << 20;
  private static final int LARGEST_RATIO = 100;
  private static final int MOST_ENTRIES = 1000;

  /** What is compressed is unpacked into one array. */
  private static final long LARGEST_PACKED = Integer.MAX_VALUE - 8L;

  private final ZipFile zip;
  private final long size;
  private final String place;

  private ZipEntries(ZipFile zip, long size, String place) {
    this.zip = zip;
    this.size = size;
    this.place = place;
  }

  /**
   * Opens an archive.
   *
   * @throws IOException if its names are not those of an archive of Keras's
   */
  static ZipEntries open(Source source) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(source.path().toFile());
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(source.name(), e);
    }
    try {
      requireSound(zip, source.name());
      return new ZipEntries(zip, source.path().toFile().length(), source.name());
    } catch (IOException | RuntimeException | Error e) {
      zip.close();
      throw e;
    }
  }

  private static IOException damaged(String place, Exception e) {
    return new IOException(
        "%s: is no zip archive, or damaged: %s".formatted(place, e.getMessage()), e);
  }

  private static void requireSound(ZipFile zip, String place) throws IOException {
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      if (!names.add(name)) {
        throw new IOException("%s: holds \"%s\" twice".formatted(place, name));
      }
      if (name.startsWith("/") || List.of(name.split("[/\\\\]")).contains("..")) {
        throw new IOException(
            "%s: holds \"%s\", a path that leads out of it".formatted(place, name));
      }
      if (names.size() > MOST_ENTRIES) {
        throw new IOException("%s: needs at most %d entries".formatted(place, MOST_ENTRIES));
      }
    }
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public Optional<byte[]> bytes(String name, long largest) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return Optional.empty();
    }
    requireBounded(entry, largest);
    byte[] bytes = new byte[Math.toIntExact(entry.getSize())];
    CRC32 sum = new CRC32();
    try (InputStream in = zip.getInputStream(entry)) {
      // One more than it says: a false size must show.
      boolean whole = in.readNBytes(bytes, 0, bytes.length) == bytes.length && in.read() < 0;
      sum.update(bytes);
      if (!whole || sum.getValue() != entry.getCrc()) {
        throw new IOException("%s: %s: is damaged".formatted(place, name));
      }
      return Optional.of(bytes);
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw damaged(place, e);
    }
  }

  private void requireBounded(ZipEntry entry, long largest) throws IOException {
    // What an entry says of its size in the archive may be false too.
    long packed = Math.min(size, entry.getCompressedSize());
    long limit = Math.min(largest, Math.max(ALWAYS_TAKEN, LARGEST_RATIO * packed));
    if (entry.getSize() > limit) {
      throw new IOException(
          "%s: %s: needs at most %d bytes, as it takes up %d in the archive, has %d"
              .formatted(place, entry.getName(), limit, packed, entry.getSize()));
    }
  }

  @Override
  public Hdf5 hdf5(String name, NativeMemory memory) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw missing(name);
    }
    String where = place + ": " + name;
    if (entry.getMethod() == ZipEntry.STORED && entry.getSize() > Hdf5.LARGEST_WHOLE) {
      requireBounded(entry, Long.MAX_VALUE);
      requireSum(entry);
      return Hdf5.of(new StoredEntry(zip, entry), where, memory);
    }
    if (entry.getSize() > LARGEST_PACKED) {
      throw new IOException(
          "%s: is compressed and holds %,d bytes, where %,d are read; unpack the archive and load the folder"
              .formatted(where, entry.getSize(), LARGEST_PACKED));
    }
    return Hdf5.of(needed(name, LARGEST_PACKED), where, memory);
  }

  private void requireSum(ZipEntry entry) throws IOException {
    CRC32 sum = new CRC32();
    long left = entry.getSize();
    byte[] piece = new byte[1 << 20];
    try (InputStream in = zip.getInputStream(entry)) {
      for (int count = in.read(piece); count > 0; count = in.read(piece)) {
        sum.update(piece, 0, count);
        left -= count;
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw damaged(place, e);
    }
    if (left != 0 || sum.getValue() != entry.getCrc()) {
      throw new IOException("%s: %s: is damaged".formatted(place, entry.getName()));
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
