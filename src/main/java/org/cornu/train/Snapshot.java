package org.cornu.train;

import java.io.IOException;
import java.nio.file.Path;
import org.cornu.device.Guarded;
import org.cornu.saving.KerasArchive;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.KerasModel;
import org.cornu.saving.WeightsFile;
import org.cornu.serving.SavedModel;

/**
 * Writes a model as it is when it is asked to; training goes on meanwhile.
 *
 * @param model which may be trained by another thread
 */
public record Snapshot(Guarded<TrainSession> model) {

  /** As a {@code .keras} archive. */
  public void save(Path file) throws IOException {
    try (KerasModel stored = model.read(TrainSession::stored)) {
      KerasArchive.write(stored, KerasClasses.BUILT_IN, file);
    }
  }

  /** As a {@code .weights.h5}. */
  public void saveWeights(Path file) throws IOException {
    try (KerasModel stored = model.read(TrainSession::stored)) {
      WeightsFile.write(stored, file);
    }
  }

  /** The inference half, as a SavedModel. */
  public void export(Path folder) throws IOException {
    try (KerasModel trained = model.read(TrainSession::trained)) {
      SavedModel.write(trained, folder);
    }
  }
}
