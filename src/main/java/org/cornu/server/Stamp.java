package org.cornu.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a file, or a folder with all in it, looks like from outside: by it a change is seen.
 *
 * @param entries sizes and times by path
 * @param bytes of all files
 */
record Stamp(Map<String, String> entries, long bytes) {

  static Stamp of(Path path) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    long bytes = 0;
    try (Stream<Path> all = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        BasicFileAttributes is = Files.readAttributes(each, BasicFileAttributes.class);
        long size = is.isRegularFile() ? is.size() : 0;
        entries.put(
            path.relativize(each).toString(),
            is.fileKey() + " " + size + " " + is.lastModifiedTime().toMillis());
        bytes += size;
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Stamp(entries, bytes);
  }
}
