package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cornu.files.FolderLock;
import org.cornu.files.OutputFolder;

/** The folders that a run writes to, made, and its own until it closes this. */
final class RunFolders implements AutoCloseable {

  private final Path out;
  private final Path models;
  private final List<FolderLock> locks = new ArrayList<>();

  private RunFolders(Path out, Path models) {
    this.out = out;
    this.models = models;
  }

  /**
   * Takes both, which may be one.
   *
   * @throws IOException if one cannot be written to, or another run has it
   */
  static RunFolders take(Path out, Path models) throws IOException {
    RunFolders taken = new RunFolders(out, models);
    try {
      Set<Path> places = new LinkedHashSet<>();
      for (Path folder : List.of(out, models)) {
        OutputFolder.make(folder);
        if (places.add(folder.toRealPath())) {
          taken.locks.add(FolderLock.take(folder));
        }
      }
      return taken;
    } catch (IOException | RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  Path out() {
    return out;
  }

  Path models() {
    return models;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (FolderLock lock : locks) {
      try {
        lock.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
