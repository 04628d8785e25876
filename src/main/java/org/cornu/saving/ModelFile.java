package org.cornu.saving;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.cornu.config.Registry;

/** A model in a file of any of Keras's formats, told apart by how the file begins. */
public final class ModelFile {

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private ModelFile() {}

  /**
   * Reads a {@code .keras} archive or a whole-model {@code .h5}.
   *
   * @param registry the classes that the file may name
   * @throws IOException if it is neither, damaged, or holds what Cornu lacks
   */
  public static KerasModel read(Path file, Registry registry) throws IOException {
    byte[] start = start(file);
    if (startsWith(start, ZIP)) {
      return KerasArchive.read(file, registry);
    }
    if (startsWith(start, HDF5)) {
      return LegacyFile.read(file, registry);
    }
    throw new IOException(
        file + ": needs a .keras archive or a whole-model .h5 of Keras, begins like neither");
  }

  /** Whether a file is a {@code .weights.h5}: HDF5 without an architecture. */
  public static boolean holdsWeightsAlone(Path file) throws IOException {
    if (!startsWith(start(file), HDF5)) {
      return false;
    }
    try (Hdf5 hdf5 = Hdf5.open(file)) {
      return hdf5.texts("", LegacyFile.CONFIG).isEmpty();
    }
  }

  private static byte[] start(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": needs a file, is a folder; Predictor.load reads SavedModels");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HDF5.length);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(file.toString(), null, "there is no such file");
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return Arrays.equals(bytes, 0, Math.min(bytes.length, magic.length), magic, 0, magic.length);
  }
}
