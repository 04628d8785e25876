package org.cornu.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fills a folder beside its place and moves it there when it is whole, whoever else writes it at
 * the same time. No system exchanges two folders in one step for Java: there is a moment without
 * one, and a process killed in it leaves the older version under a hidden name beside. In another
 * file system, such as an archive, the folder is filled on the disk and then copied.
 */
public final class AtomicFolder {

  /** So often another process may be faster between the two moves. */
  private static final int MOST_TRIES = 1000;

  private AtomicFolder() {}

  /**
   * Lets a folder be filled; missing folders above it are made. If that fails the old one stays.
   *
   * @param own names that may stand in an older version; what holds others is not touched
   * @throws FileAlreadyExistsException if the place holds something else
   * @throws IOException with the folder's name and the system's reason
   */
  public static void write(Path folder, Set<String> own, Content content) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    requireOwn(place, own);
    if (place.getFileSystem() != FileSystems.getDefault()) {
      copy(place, own, content);
      return;
    }
    Path part = Part.of(place);
    try {
      Files.createDirectories(place.getParent());
      Part.deleteAbandoned(place.getParent());
      try {
        content.writeTo(Files.createDirectory(part));
        force(part);
        move(part, place, own);
      } finally {
        Part.delete(part);
      }
      Part.deleteAbandonedOld(place);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw FileFailure.of(folder, part, e);
    }
  }

  /**
   * Into an archive or another file system: what fills the folder may know the disk alone, as
   * TensorFlow does, and an archive moves no folders.
   */
  private static void copy(Path place, Set<String> own, Content content) throws IOException {
    Path draft = Files.createTempDirectory("cornu");
    try {
      content.writeTo(draft);
      requireOwn(place, own);
      if (Files.exists(place)) {
        Part.delete(place);
      }
      Files.createDirectories(place);
      try (Stream<Path> walk = Files.walk(draft)) {
        for (Path each : walk.filter(path -> !path.equals(draft)).toList()) {
          Files.copy(each, place.resolve(draft.relativize(each).toString()));
        }
      }
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw FileFailure.of(place, draft, e);
    } finally {
      Part.delete(draft);
    }
  }

  /**
   * Deletes a folder, if it is there.
   *
   * @param own names that may stand in it; what holds others is not touched
   * @throws FileAlreadyExistsException if the place holds something else
   */
  public static void delete(Path folder, Set<String> own) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    requireOwn(place, own);
    Part.delete(place);
  }

  private static void requireOwn(Path place, Set<String> own) throws IOException {
    if (Files.isRegularFile(place)) {
      throw new FileAlreadyExistsException(
          place.toString(), null, "is a file, and a folder is to be written; choose another name");
    }
    List<String> foreign;
    try (Stream<Path> entries = Files.list(place)) {
      foreign =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !own.contains(name))
              .sorted()
              .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // an archive says the second of what is not there
    }
    if (!foreign.isEmpty()) {
      throw new FileAlreadyExistsException(
          place.toString(),
          null,
          "is to be replaced, but holds " + foreign + " too; choose another folder");
    }
  }

  private static void force(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      AtomicFile.force(file);
    }
  }

  private static void move(Path part, Path place, Set<String> own) throws IOException {
    for (int tries = 1; ; tries++) {
      requireOwn(place, own);
      Path old = Part.ofOld(place);
      boolean replaces = movedIfThere(place, old);
      try {
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        Part.delete(old);
        return;
      } catch (IOException e) {
        boolean faster = Files.isDirectory(place);
        if (faster) {
          Part.delete(old);
        } else if (replaces) {
          Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
        }
        if (!faster || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private static boolean movedIfThere(Path place, Path old) throws IOException {
    try {
      Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
