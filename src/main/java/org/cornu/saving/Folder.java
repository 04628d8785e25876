package org.cornu.saving;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Folders that are written beside their place and moved into it when they are whole. */
final class Folder {

  private Folder() {}

  /**
   * Begins to replace a folder.
   *
   * @param marker file that an older version holds; a folder with other content is not touched
   * @throws FileAlreadyExistsException if the folder holds something else
   */
  static Replacement replace(Path folder, String marker) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    if (Files.exists(place) && !isEmpty(place) && !Files.exists(place.resolve(marker))) {
      throw new FileAlreadyExistsException(
          place.toString(),
          null,
          "holds something other than a " + marker + "; choose another folder");
    }
    Files.createDirectories(place.getParent());
    Path draft = place.resolveSibling("." + place.getFileName() + "-" + UUID.randomUUID());
    return new Replacement(place, Files.createDirectory(draft));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
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
  record Replacement(Path place, Path folder) implements AutoCloseable {

    /** Moves the folder into its place. */
    void commit() throws IOException {
      Path old = place.resolveSibling(folder.getFileName() + "-old");
      if (Files.exists(place)) {
        Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
      delete(old);
    }

    @Override
    public void close() throws IOException {
      delete(folder);
    }
  }
}
