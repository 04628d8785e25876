package org.cornu.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is on its way to or from its place: hidden beside it, under a name that no other write has,
 * and that tells the process, so that what a killed one left is known and deleted.
 */
final class Part {

  private static final String NEW = "part";
  private static final String OLD = "old";

  /** Machine, process and a draw. A writer may need files beside its part: what follows is free. */
  private static final Pattern OWNER =
      Pattern.compile("\\..*\\.([0-9a-f]{8})-(\\d{1,18})-[0-9a-f]{8}\\.(part|old).*");

  private static final String MACHINE = machine();
  private static final int LONGEST_NAME = 100;

  /** What another machine left untouched for so long is nobody's. */
  private static final Duration LONGEST_WRITE = Duration.ofDays(1);

  /** By so much a process's start, as the system tells it, may be wrong. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private Part() {}

  /** A name for what is on its way to a place. */
  static Path of(Path place) {
    return beside(place, NEW);
  }

  /** A name for what another takes the place of. */
  static Path ofOld(Path place) {
    return beside(place, OLD);
  }

  private static Path beside(Path place, String kind) {
    String draw = UUID.randomUUID().toString().substring(0, 8);
    long process = ProcessHandle.current().pid();
    return place.resolveSibling(start(place) + MACHINE + "-" + process + "-" + draw + "." + kind);
  }

  /** Deletes what killed processes left in a folder on its way to any place there. */
  static void deleteAbandoned(Path folder) {
    deleteAbandoned(folder, ".", NEW);
  }

  /** Deletes what killed processes left of older versions of what stands at a place. */
  static void deleteAbandonedOld(Path place) {
    deleteAbandoned(place.toAbsolutePath().getParent(), start(place), OLD);
  }

  private static void deleteAbandoned(Path folder, String start, String kind) {
    DirectoryStream.Filter<Path> ofKind =
        path -> {
          String name = path.getFileName().toString();
          Matcher owner = OWNER.matcher(name);
          return name.startsWith(start)
              && owner.matches()
              && owner.group(3).equals(kind)
              && isAbandoned(path, owner.group(1), Long.parseLong(owner.group(2)));
        };
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ofKind)) {
      for (Path part : parts) {
        delete(part);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another process may be deleting the same, and what stays can be deleted by the next write.
    }
  }

  private static boolean isAbandoned(Path part, String machine, long process) throws IOException {
    Instant written = Files.getLastModifiedTime(part).toInstant();
    return machine.equals(MACHINE)
        ? !couldWrite(process, written)
        : written.isBefore(Instant.now().minus(LONGEST_WRITE));
  }

  /** Whether the process is alive, and is not a later one of the same number. */
  private static boolean couldWrite(long process, Instant written) {
    return ProcessHandle.of(process)
        .map(handle -> handle.info().startInstant().orElse(Instant.MIN))
        .filter(start -> start.isBefore(written.plus(MARGIN)))
        .isPresent();
  }

  /** Deletes a file, or a folder and all in it, if it is there. */
  static void delete(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  /** How the names of a place's parts begin; not longer than file systems allow. */
  private static String start(Path place) {
    String name = place.getFileName().toString();
    return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
        ? "." + name + "."
        : "." + Integer.toHexString(name.hashCode()) + ".";
  }

  /**
   * Eight digits that tell where a process's number means that process: containers count their own,
   * and a folder may be shared by machines. Where that is not known, this process alone.
   */
  private static String machine() {
    String known;
    try {
      known =
          Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
              + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      known = UUID.randomUUID().toString();
    }
    return UUID.nameUUIDFromBytes(known.getBytes(StandardCharsets.UTF_8))
        .toString()
        .substring(0, 8);
  }
}
