package org.cornu.distribute;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of the first process, as each of those that train together has it until this is closed.
 */
public final class Handout implements AutoCloseable {

  /** A float holds so many whole bytes exactly. */
  private static final int BYTES = 3;

  /** What is told at once. */
  private static final int PART = BYTES << 20;

  /** In place of a length, where there is no file. */
  private static final long NONE = -1;

  /** In place of a length, where there is one that cannot be read. */
  private static final long UNREADABLE = -2;

  private final Optional<Path> file;
  private final boolean isCopy;

  private Handout(Optional<Path> file, boolean isCopy) {
    this.file = file;
    this.isCopy = isCopy;
  }

  /** Of a process that needs no other's. */
  static Handout own(Path file) {
    // What cannot be seen is not missing: to begin anew would write over it.
    return new Handout(Optional.of(file).filter(each -> !Files.notExists(each)), false);
  }

  /**
   * Hands the first worker's file out to the others, who need no disk in common for it.
   *
   * @param file that the first has, or not
   */
  static Handout of(Workers workers, Path file) throws IOException {
    return workers.cluster().isChief() ? given(workers, file) : got(workers);
  }

  private static Handout given(Workers workers, Path file) throws IOException {
    Handout own = own(file);
    if (own.file.isEmpty()) {
      tell(workers, bytes(NONE));
      return own;
    }
    boolean isTold = false;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] part = in.readNBytes(PART); // before a length is told that nothing follows
      isTold = true;
      tell(workers, bytes(Files.size(file)));
      for (; part.length > 0; part = in.readNBytes(PART)) {
        tell(workers, part);
      }
      return own;
    } catch (IOException e) {
      if (!isTold) {
        tell(workers, bytes(UNREADABLE));
      }
      throw e;
    }
  }

  private static Handout got(Workers workers) throws IOException {
    long left = ByteBuffer.wrap(tell(workers, new byte[Long.BYTES])).getLong();
    if (left == NONE) {
      return new Handout(Optional.empty(), true);
    }
    if (left == UNREADABLE) {
      throw new IOException("the first worker cannot read its file, and says why");
    }
    Path file = Files.createTempFile("handout", ".keras");
    file.toFile().deleteOnExit();
    Handout copy = new Handout(Optional.of(file), true);
    try (OutputStream out = Files.newOutputStream(copy.file.get())) {
      for (; left > 0; left -= PART) {
        out.write(tell(workers, new byte[(int) Math.min(left, PART)]));
      }
      return copy;
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /** What the first worker has, if the others give zeros. */
  private static byte[] tell(Workers workers, byte[] own) {
    float[] numbers = new float[(own.length + BYTES - 1) / BYTES];
    for (int i = 0; i < own.length; i++) {
      numbers[i / BYTES] += (own[i] & 0xff) << i % BYTES * Byte.SIZE;
    }
    float[] told = Agreement.sum(workers, numbers);
    byte[] bytes = new byte[own.length];
    for (int i = 0; i < own.length; i++) {
      bytes[i] = (byte) ((int) told[i / BYTES] >> i % BYTES * Byte.SIZE);
    }
    return bytes;
  }

  private static byte[] bytes(long length) {
    return ByteBuffer.allocate(Long.BYTES).putLong(length).array();
  }

  /** Where it lies; nothing if the first process has none. */
  public Optional<Path> file() {
    return file;
  }

  /** Deletes a copy. */
  @Override
  public void close() throws IOException {
    if (isCopy && file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }
}
