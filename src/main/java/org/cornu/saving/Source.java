package org.cornu.saving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;

/**
 * Where the bytes of a stored model come from. Those of a stream, and of a file inside a jar or
 * another file system, are copied to a temporary file, since the JDK reads archives from the disk
 * alone; {@link #close} deletes it.
 *
 * @param name for messages
 * @param path of the file or folder to read
 * @param isCopy whether it is to be deleted
 */
public record Source(String name, Path path, boolean isCopy) implements AutoCloseable {

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /**
   * A file, or a folder that {@code model.save(zipped=False)} made.
   *
   * @throws NoSuchFileException if it is not there
   */
  public static Source of(Path path) throws IOException {
    Objects.requireNonNull(path, "load needs a file, got null");
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "there is no such file");
    }
    if (Files.isDirectory(path) || path.getFileSystem() == FileSystems.getDefault()) {
      return new Source(path.toString(), path, false);
    }
    try (InputStream in = Files.newInputStream(path)) {
      return copy(in, path.toString());
    }
  }

  /** What a stream gives from here to its end; it stays open. */
  public static Source of(InputStream in) throws IOException {
    return copy(Objects.requireNonNull(in, "load needs a stream, got null"), "the stream");
  }

  private static Source copy(InputStream in, String name) throws IOException {
    Path copy = Files.createTempFile("cornu", ".model");
    try {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return new Source(name, copy, true);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }

  /** Whether it is a zip, by how it begins. */
  boolean isZip() throws IOException {
    return startsWith(ZIP);
  }

  /** Whether it is HDF5, by how it begins. */
  boolean isHdf5() throws IOException {
    return startsWith(HDF5);
  }

  /** Whether it is JSON, by how it begins: with a brace, blanks aside. */
  boolean isJson() throws IOException {
    if (Files.isDirectory(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(100), StandardCharsets.US_ASCII)
          .stripLeading()
          .startsWith("{");
    }
  }

  private boolean startsWith(byte[] magic) throws IOException {
    if (Files.isDirectory(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(magic.length), magic);
    }
  }

  @Override
  public void close() throws IOException {
    if (isCopy) {
      Files.deleteIfExists(path);
    }
  }
}
