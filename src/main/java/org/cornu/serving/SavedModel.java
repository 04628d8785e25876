package org.cornu.serving;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.device.Sessions;
import org.cornu.files.AtomicFolder;
import org.cornu.net.Net;
import org.cornu.saving.KerasModel;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * A net's inference half as a SavedModel. The weights are constants of its graph, as what is served
 * is not trained; those of a large net are variables in files beside it, see {@link Saver}.
 */
public final class SavedModel {

  /** The signature's key. */
  public static final String SIGNATURE = "serving_default";

  /** Name of the only input of a signature; several have the names of the net's inputs. */
  public static final String INPUT = InferenceGraph.INPUT;

  /** Name of the only output of a signature; several have the names of the net's outputs. */
  public static final String OUTPUT = InferenceGraph.OUTPUT;

  /** The file that makes a folder a SavedModel. */
  static final String FILE = "saved_model.pb";

  /** The names of the classes, a line each, where others keep them too. */
  private static final String LABELS = "assets/labels.txt";

  /** All that TensorFlow writes into such a folder. */
  private static final Set<String> CONTENT =
      Set.of(FILE, "variables", "assets", "assets.extra", "fingerprint.pb", "keras_metadata.pb");

  private SavedModel() {}

  /**
   * Writes a model's net, with its weights and the names of its classes.
   *
   * @param folder replaced if it holds a SavedModel and nothing else
   * @throws IOException if the folder cannot be written, or holds something else
   */
  public static void write(KerasModel model, Path folder) throws IOException {
    List<String> classNames = model.progress().classNames();
    AtomicFolder.write(
        folder,
        CONTENT,
        place -> {
          export(model.net(), model.weights(), place);
          if (!classNames.isEmpty()) {
            Path labels = place.resolve(LABELS);
            Files.createDirectories(labels.getParent());
            Files.write(labels, classNames);
          }
        });
  }

  /**
   * The names of the classes of a SavedModel, in the order of its outputs.
   *
   * @return empty if it has none, or a file of that name holds something else than UTF-8
   */
  public static List<String> classNames(Path folder) throws IOException {
    Path labels = folder.resolve(LABELS);
    try {
      return Files.isRegularFile(labels) ? Files.readAllLines(labels) : List.of();
    } catch (CharacterCodingException e) {
      return List.of();
    }
  }

  /**
   * Deletes a folder, if it is there.
   *
   * @throws IOException if it holds something else than a SavedModel
   */
  public static void delete(Path folder) throws IOException {
    AtomicFolder.delete(folder, CONTENT);
  }

  private static void export(Net net, Map<String, FloatNdArray> weights, Path place)
      throws IOException {
    try (Graph graph = new Graph()) {
      InferenceGraph inference = InferenceGraph.add(graph, net, weights);
      Signature.Builder signature =
          Signature.builder(SIGNATURE).methodName("tensorflow/serving/predict");
      inference.inputs().forEach(signature::input);
      inference.outputs().forEach(signature::output);
      Saver.add(graph, inference.variables().values());
      try (Session session = Sessions.open(graph)) {
        inference.fill(session);
        SavedModelBundle.exporter(place.toString())
            .withTags(SavedModelBundle.DEFAULT_TAG)
            .withSession(session)
            .withSignature(signature.build())
            .export();
      }
    }
  }
}
