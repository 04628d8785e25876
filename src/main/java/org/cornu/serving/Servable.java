package org.cornu.serving;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.cornu.config.Registry;
import org.cornu.device.NativeLibrary;
import org.cornu.saving.KerasModel;
import org.cornu.saving.ModelFile;
import org.cornu.saving.Purpose;
import org.cornu.saving.Remark;
import org.cornu.saving.Source;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;

/**
 * A stored model in native memory with all that it can be asked, by the names of its signatures. A
 * file of Keras's has the one that its export as a SavedModel would have. Several threads may ask
 * at once.
 */
public final class Servable implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("org.cornu");

  private final Map<String, LoadedModel> signatures;
  private final List<String> classNames;
  private final OptionalLong parameters;

  private Servable(
      Map<String, LoadedModel> signatures, List<String> classNames, OptionalLong parameters) {
    this.signatures = signatures;
    this.classNames = List.copyOf(classNames);
    this.parameters = parameters;
  }

  /**
   * Loads a model of any format.
   *
   * @param registry the classes that a file of Keras's may name
   * @throws IOException if there is no model, or none that can be asked
   */
  public static Servable load(Path path, Registry registry) throws IOException {
    Objects.requireNonNull(path, "Servable.load needs a folder or a file, got null");
    NativeLibrary.require();
    return ModelFile.isOne(path) ? ofKeras(path, registry) : ofSavedModel(path);
  }

  private static Servable ofKeras(Path path, Registry registry) throws IOException {
    try (Source source = Source.of(path);
        KerasModel stored = ModelFile.read(source, Purpose.PREDICT, registry)) {
      String remarks =
          stored.remarks().stream()
              .filter(each -> each.touches(Remark.Touches.PREDICTION))
              .map(Remark::toString)
              .collect(Collectors.joining("; "));
      if (!remarks.isEmpty()) {
        LOG.log(Level.WARNING, "{0}: not taken over: {1}", path, remarks);
      }
      long parameters =
          stored.net().weights().stream().mapToLong(each -> each.spec().shape().size()).sum();
      return new Servable(
          Map.of(SavedModel.SIGNATURE, LoadedModel.of(stored.net(), stored.weights()).signed()),
          stored.progress().classNames(),
          OptionalLong.of(parameters));
    }
  }

  private static Servable ofSavedModel(Path folder) throws IOException {
    SavedModelBundle bundle = LoadedModel.load(folder);
    try {
      Map<String, LoadedModel> signatures = new LinkedHashMap<>();
      IOException refused = new IOException(folder + ": needs a signature, has none");
      for (Signature signature : bundle.signatures()) {
        try {
          signatures.put(signature.key(), LoadedModel.of(folder, bundle, signature));
        } catch (IOException e) {
          refused = e;
          if (signature.key().equals(SavedModel.SIGNATURE)) {
            throw e;
          }
        }
      }
      signatures.values().removeIf(each -> each.fed().isEmpty() || each.fetched().isEmpty());
      if (signatures.isEmpty()) {
        throw refused;
      }
      return new Servable(signatures, SavedModel.classNames(folder), OptionalLong.empty());
    } catch (IOException | RuntimeException | Error e) {
      bundle.close();
      throw e;
    }
  }

  /** What it can be asked, by the names of its signatures. */
  public Map<String, LoadedModel> signatures() {
    return signatures;
  }

  /** What its classes are called; empty if they have no names. */
  public List<String> classNames() {
    return classNames;
  }

  /** How many numbers its weights have; a SavedModel does not tell. */
  public OptionalLong parameters() {
    return parameters;
  }

  /** Frees the native memory; nobody may be asking. */
  @Override
  public void close() {
    signatures.values().iterator().next().close();
  }
}
