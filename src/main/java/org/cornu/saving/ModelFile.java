package org.cornu.saving;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cornu.config.Registry;

/**
 * A model in any of Keras's formats, told apart by how the bytes begin. Each gives what it says in
 * one form, {@link Described}, of which the model is then made.
 */
public final class ModelFile {

  private ModelFile() {}

  /** Whether a path is a file, or a folder as Keras writes it; another may be a SavedModel. */
  public static boolean isOne(Path path) {
    return Files.isRegularFile(path) || KerasArchive.isIn(path);
  }

  /**
   * Reads all that a file holds.
   *
   * @param registry the classes that the file may name
   * @throws IOException as the other
   */
  public static KerasModel read(Path file, Registry registry) throws IOException {
    try (Source source = Source.of(file)) {
      return read(source, Purpose.TRAIN, registry);
    }
  }

  /**
   * Reads a {@code .keras} archive, a whole-model {@code .h5}, or a folder with what an archive
   * holds.
   *
   * @param registry the classes that it may name
   * @throws IOException if it is none of these, damaged, or holds what Cornu lacks for the purpose
   */
  public static KerasModel read(Source source, Purpose purpose, Registry registry)
      throws IOException {
    NativeMemory memory = new NativeMemory();
    try (Described described = describe(source, registry, memory)) {
      return KerasModel.of(described, purpose, memory);
    } catch (IOException | RuntimeException | Error e) {
      memory.close();
      throw e;
    }
  }

  private static Described describe(Source source, Registry registry, NativeMemory memory)
      throws IOException {
    if (source.isZip()) {
      return opened(ZipEntries.open(source), zip -> KerasArchive.describe(zip, registry, memory));
    }
    if (source.isHdf5()) {
      return opened(Hdf5.open(source, memory), hdf5 -> LegacyFile.describe(hdf5, registry));
    }
    if (KerasArchive.isIn(source.path())) {
      Entries files = new Entries.OfFolder(source.path(), source.name());
      return KerasArchive.describe(files, registry, memory);
    }
    if (source.isJson()) {
      return ArchitectureFile.describe(source, registry);
    }
    throw new IOException(
        source.name()
            + (Files.isDirectory(source.path())
                ? ": needs a file, is a folder; Predictor.load reads SavedModels"
                : ": needs a .keras archive or a whole-model .h5 of Keras, begins like neither"));
  }

  /** Closes a file that cannot be read. */
  private static <T extends Closeable> Described opened(T file, Description<T> description)
      throws IOException {
    try {
      return description.of(file);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /** What an open file says; closing it closes the file. */
  @FunctionalInterface
  private interface Description<T> {

    Described of(T file) throws IOException;
  }

  /** Whether a file is a {@code .weights.h5}: HDF5 without an architecture. */
  public static boolean holdsWeightsAlone(Path file) throws IOException {
    try (Source source = Source.of(file)) {
      if (!source.isHdf5()) {
        return false;
      }
      try (NativeMemory none = new NativeMemory();
          Hdf5 hdf5 = Hdf5.open(source, none)) {
        return hdf5.texts("", LegacyFile.CONFIG).isEmpty();
      }
    }
  }
}
