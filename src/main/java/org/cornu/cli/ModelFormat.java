package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.cornu.saving.KerasArchive;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.KerasModel;
import org.cornu.saving.WeightsFile;
import org.cornu.serving.SavedModel;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A format that models are written in. */
enum ModelFormat {
  /** Keras 3's own. */
  KERAS {
    @Override
    void write(KerasModel model, Path path) throws IOException {
      KerasArchive.write(model, KerasClasses.BUILT_IN, path);
    }

    @Override
    Optional<String> leavesOut() {
      return Optional.empty();
    }
  },
  /** Keras's weights without layers. */
  WEIGHTS {
    @Override
    void write(KerasModel model, Path path) throws IOException {
      WeightsFile.write(model, path);
    }

    @Override
    Optional<String> leavesOut() {
      return Optional.of("layers, loss and metrics");
    }
  },
  /** TensorFlow's, of the inference half. */
  SAVED_MODEL {
    @Override
    void write(KerasModel model, Path path) throws IOException {
      SavedModel.write(model, path);
    }

    @Override
    Optional<String> leavesOut() {
      return Optional.of("optimizer, loss and metrics");
    }
  };

  /** Writes a model, replacing an older one. */
  abstract void write(KerasModel model, Path path) throws IOException;

  /** Whether an optimizer's state has a place here. */
  boolean holdsState() {
    return this != SAVED_MODEL;
  }

  /** What of a compiled model has no place here. */
  abstract Optional<String> leavesOut();

  /**
   * A place and what is to be written there.
   *
   * @param path a file or folder
   * @param format as its name tells
   */
  record Target(Path path, ModelFormat format) {

    /** Tells the format by the name. */
    static final class Converter implements ITypeConverter<Target> {

      @Override
      public Target convert(String text) {
        Path path = Path.of(text);
        if (text.endsWith(".weights.h5")) {
          return new Target(path, WEIGHTS);
        }
        if (text.endsWith(".keras")) {
          return new Target(path, KERAS);
        }
        if (path.getFileName() == null || path.getFileName().toString().contains(".")) {
          throw new TypeConversionException(
              "needs a name that ends in .keras or .weights.h5, or a folder's without a dot, got \"%s\""
                  .formatted(text));
        }
        return new Target(path, SAVED_MODEL);
      }
    }
  }
}
