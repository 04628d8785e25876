package org.cornu.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text file that grows line by line, and is closed in between. */
public final class AppendedFile {

  private AppendedFile() {}

  /**
   * Adds UTF-8 text at a file's end; a missing file and its folders are made. If that fails nothing
   * of the text stays.
   *
   * @throws IOException with the file's name and the system's reason
   */
  public static void append(Path file, String text) throws IOException {
    boolean isNew = Files.notExists(file);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        append(channel, StandardCharsets.UTF_8.encode(text));
      } catch (IOException e) {
        if (isNew) {
          Files.deleteIfExists(file);
        }
        throw e;
      }
    } catch (IOException e) {
      throw FileFailure.of(file, file, e);
    }
  }

  private static void append(FileChannel channel, ByteBuffer bytes) throws IOException {
    long end = channel.size();
    try {
      channel.position(end);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      channel.truncate(end);
      throw e;
    }
  }
}
