package org.cornu.saving;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The named parts of a model of Keras 3: entries of an archive, or files of a folder. */
interface Entries extends Closeable {

  /** Bounds on what may be hostile, in bytes. */
  long LARGEST_TEXT = 32L << 20;

  /**
   * A part's bytes; empty if there is no such part.
   *
   * @param largest size that is taken
   */
  Optional<byte[]> bytes(String name, long largest) throws IOException;

  /**
   * Opens a part that is HDF5, of any size, and must be there.
   *
   * @param memory that its arrays are then in
   */
  Hdf5 hdf5(String name, NativeMemory memory) throws IOException;

  /** Where the parts are, for messages. */
  String place();

  @Override
  default void close() throws IOException {}

  /** A part that must be there. */
  default byte[] needed(String name, long largest) throws IOException {
    return bytes(name, largest).orElseThrow(() -> missing(name));
  }

  /** What is said where a part is not there. */
  default IOException missing(String name) {
    return new IOException("%s: needs an entry %s, has none".formatted(place(), name));
  }

  /**
   * The parts of a folder.
   *
   * @param place for messages
   */
  record OfFolder(Path folder, String place) implements Entries {

    @Override
    public Optional<byte[]> bytes(String name, long largest) throws IOException {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      if (Files.size(file) > largest) {
        throw new IOException(
            "%s: needs at most %,d bytes, has %,d".formatted(file, largest, Files.size(file)));
      }
      return Optional.of(Files.readAllBytes(file));
    }

    @Override
    public Hdf5 hdf5(String name, NativeMemory memory) throws IOException {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw missing(name);
      }
      return Hdf5.open(file, place + ": " + name, memory);
    }
  }
}
