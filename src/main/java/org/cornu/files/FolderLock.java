package org.cornu.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

/**
 * A folder that one run uses alone. A small text file in it says who; the system frees the lock
 * when the process ends, however it ends, and the file stays, for another might be waiting at it.
 * On a file system without locks it holds nobody off.
 */
public final class FolderLock implements AutoCloseable {

  private static final String NAME = ".cornu.lock";
  private static final int LONGEST_TEXT = 200;

  /** Beyond the text, which others may so read where a lock forbids it, as on Windows. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /** By this process: a second channel to a file that is closed would free its lock on Unix. */
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a folder.
   *
   * @param folder that is there
   * @throws IOException if another run has it; the message says who, and since when
   */
  public static FolderLock take(Path folder) throws IOException {
    Path file = folder.toRealPath().resolve(NAME);
    synchronized (HELD) {
      if (HELD.contains(file)) {
        throw inUse(folder, "in this process");
      }
      FileChannel channel = open(file);
      try {
        if (isHeldByAnother(channel)) {
          throw inUse(folder, read(channel));
        }
        write(channel, "process %s, since %s".formatted(ProcessHandle.current().pid(), now()));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      HELD.add(file);
      return new FolderLock(file, channel);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static boolean isHeldByAnother(FileChannel channel) {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false) == null;
    } catch (OverlappingFileLockException e) {
      return true; // of this process, but loaded by another class loader
    } catch (IOException e) {
      return false; // the file system has no locks
    }
  }

  private static String now() {
    return LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
  }

  private static FileSystemException inUse(Path folder, String who) {
    return new FileSystemException(
        folder.toString(),
        null,
        "another run is using it%s; wait for its end, or choose another folder"
            .formatted(who.isEmpty() ? "" : ", " + who));
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
    channel.read(text, 0);
    return StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(StandardCharsets.UTF_8.encode(text + "\n"), 0);
  }

  /** Lets another run have the folder. */
  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (HELD.remove(file)) {
        try (channel) {
          channel.truncate(0);
        }
      }
    }
  }
}
