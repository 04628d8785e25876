package org.cornu.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file beside its target and moves it into place, so that nobody sees half of it, whoever
 * else writes it at the same time: threads, or other processes. What killed processes left on the
 * way is deleted.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** Writes UTF-8 text; missing folders are made. */
  public static void write(Path target, String text) throws IOException {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes UTF-8 text that need not survive a power cut: it is not forced to the disk, which takes
   * time.
   */
  public static void writeUnforced(Path target, String text) throws IOException {
    replace(target, part -> Files.writeString(part, text));
  }

  /** Writes bytes; missing folders are made. */
  public static void write(Path target, byte[] bytes) throws IOException {
    write(target, part -> Files.write(part, bytes));
  }

  /**
   * Lets a file be written; missing folders are made. If that fails the old file stays.
   *
   * @throws IOException with the target's name and the system's reason
   */
  public static void write(Path target, Content content) throws IOException {
    replace(
        target,
        part -> {
          content.writeTo(part);
          force(part);
        });
  }

  private static void replace(Path target, Content content) throws IOException {
    Path place = target.toAbsolutePath();
    Path part = Part.of(place);
    try {
      Files.createDirectories(place.getParent());
      Part.deleteAbandoned(place.getParent());
      try {
        content.writeTo(Files.createFile(part)); // Java's words for what stands against it
        Files.move(
            part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw FileFailure.of(target, part, e);
    }
  }

  /** Puts it on the disk before it takes the old one's place, or a power cut could lose both. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
