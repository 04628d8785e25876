package org.cornu.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Writes a file beside its target and moves it into place, so that nobody sees half of it. */
public final class AtomicFile {

  /** Threads that write one file take turns; a few that write others may wait with them. */
  private static final List<Object> TURNS = Stream.generate(Object::new).limit(64).toList();

  private AtomicFile() {}

  /** Writes UTF-8 text; missing folders are made. */
  public static void write(Path target, String text) throws IOException {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes; missing folders are made. */
  public static void write(Path target, byte[] bytes) throws IOException {
    write(target, part -> Files.write(part, bytes));
  }

  /** Lets a file be written; missing folders are made. If that fails the old file stays. */
  public static void write(Path target, Content content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Not createTempFile: its files are readable by their owner only, and stay so after the move.
    Path part = folder.resolve("." + target.getFileName() + ".part");
    synchronized (TURNS.get(Math.floorMod(part.normalize().hashCode(), TURNS.size()))) {
      try {
        content.writeTo(part);
        force(part);
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }

  /** Puts it on the disk before it takes the old one's place, or a power cut could lose both. */
  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Writes a file. */
  @FunctionalInterface
  public interface Content {

    /** Writes the whole content to a file that may be there already. */
    void writeTo(Path file) throws IOException;
  }
}
