package org.cornu.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cornu.saving.ModelFile;

/**
 * Which models lie in a folder, and in which versions: {@code NAME.keras}, {@code NAME.h5}, and
 * {@code NAME/} as a SavedModel, which count as version 1; {@code NAME/7/} as a SavedModel or with
 * one of those files in it, {@code NAME/7.keras} and {@code NAME/7.h5}. Of several of one name the
 * first of this list counts. The folder may be a single model, too.
 */
final class ModelFolder {

  private static final Pattern FILE = Pattern.compile("(.+)\\.(?:keras|(?<!\\.weights\\.)h5)");
  private static final Pattern VERSION = Pattern.compile("(\\d{1,18})(?:\\.(?:keras|h5))?");
  private static final String SAVED_MODEL = "saved_model.pb";
  private static final long UNVERSIONED = 1;

  private final Path folder;

  ModelFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** A version that lies there, by its number and the path of what is loaded. */
  record Found(String name, long version, Path path) {}

  /** All that lies there now, by name and version. */
  Map<String, TreeMap<Long, Found>> look() throws IOException {
    Map<String, TreeMap<Long, Found>> found = new TreeMap<>();
    add(folder, found);
    if (found.isEmpty()) {
      for (Path each : sorted(folder)) {
        add(each, found);
      }
    }
    return found;
  }

  private static void add(Path path, Map<String, TreeMap<Long, Found>> found) throws IOException {
    String name = path.getFileName() == null ? "" : path.getFileName().toString();
    Matcher file = FILE.matcher(name);
    TreeMap<Long, Found> versions = new TreeMap<>();
    if (Files.isRegularFile(path) && file.matches()) {
      name = file.group(1);
      versions.put(UNVERSIONED, new Found(name, UNVERSIONED, path));
    } else if (isModel(path)) {
      versions.put(UNVERSIONED, new Found(name, UNVERSIONED, path));
    } else if (Files.isDirectory(path)) {
      for (Path each : sorted(path)) {
        Matcher version = VERSION.matcher(each.getFileName().toString());
        if (version.matches()) {
          long number = Long.parseLong(version.group(1));
          String model = name;
          model(each).ifPresent(at -> versions.putIfAbsent(number, new Found(model, number, at)));
        }
      }
    }
    if (!versions.isEmpty() && !name.isEmpty()) {
      found.putIfAbsent(name, versions);
    }
  }

  private static Optional<Path> model(Path version) throws IOException {
    if (isModel(version) || Files.isRegularFile(version)) {
      return Optional.of(version);
    }
    return Files.isDirectory(version)
        ? sorted(version).stream()
            .filter(each -> Files.isRegularFile(each))
            .filter(each -> FILE.matcher(each.getFileName().toString()).matches())
            .findFirst()
        : Optional.empty();
  }

  private static boolean isModel(Path path) {
    return Files.isDirectory(path)
        && (Files.isRegularFile(path.resolve(SAVED_MODEL)) || ModelFile.isOne(path));
  }

  /** What is not hidden: files first, {@code .keras} before {@code .h5}, then folders. */
  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> paths =
          new ArrayList<>(
              all.filter(each -> !each.getFileName().toString().startsWith(".")).toList());
      paths.sort(
          Comparator.comparing((Path each) -> Files.isDirectory(each))
              .thenComparing(each -> each.getFileName().toString().endsWith(".h5"))
              .thenComparing(each -> each));
      return paths;
    }
  }
}
