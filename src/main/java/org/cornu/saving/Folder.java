package org.cornu.saving;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Folders that are written beside their place and moved into it when they are whole. */
public final class Folder {

  private Folder() {}

  /**
   * Begins to replace a folder.
   *
   * @param own names that may stand in an older version; what holds others is not touched
   * @throws FileAlreadyExistsException if the place holds something else
   */
  public static Replacement replace(Path folder, Set<String> own) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    if (Files.exists(place)) {
      requireOwn(place, own);
    }
    Files.createDirectories(place.getParent());
    Path draft = place.resolveSibling("." + place.getFileName() + "-" + UUID.randomUUID());
    return new Replacement(place, Files.createDirectory(draft));
  }

  private static void requireOwn(Path place, Set<String> own) throws IOException {
    if (!Files.isDirectory(place)) {
      throw new FileAlreadyExistsException(
          place.toString(), null, "is a file, and a folder is to be written; choose another name");
    }
    try (Stream<Path> entries = Files.list(place)) {
      List<String> foreign =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !own.contains(name))
              .sorted()
              .toList();
      if (!foreign.isEmpty()) {
        throw new FileAlreadyExistsException(
            place.toString(),
            null,
            "is to be replaced, but holds " + foreign + " too; choose another folder");
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> paths;
      try (Stream<Path> walk = Files.walk(folder)) {
        paths = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : paths) {
        Files.delete(path);
      }
    }
  }

  /**
   * A folder on its way. Closing without {@link #commit} leaves what was there before.
   *
   * @param place where it goes
   * @param folder to write into
   */
  public record Replacement(Path place, Path folder) implements AutoCloseable {

    /** Moves the folder into its place. */
    public void commit() throws IOException {
      if (!Files.exists(place)) {
        Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
        return;
      }
      Path old = place.resolveSibling(folder.getFileName() + "-old");
      Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
      try {
        Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
        throw e;
      }
      delete(old);
    }

    @Override
    public void close() throws IOException {
      delete(folder);
    }
  }
}
