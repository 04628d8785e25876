package org.cornu.serving;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cornu.device.NativeLibrary;
import org.cornu.device.Sessions;
import org.cornu.net.Net;
import org.cornu.ops.FastPath;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Signature.TensorDescription;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * A model in native memory, to predict: a net, or a SavedModel that {@link SavedModel} or another
 * wrote, whose {@code serving_default} has one float input and one float output. Several threads
 * may run it at once.
 */
public final class LoadedModel implements AutoCloseable {

  private static final Set<String> PROBABILITIES = Set.of("Softmax", "Sigmoid");

  private final Session session;
  private final Graph graph;
  private final AutoCloseable owner;
  private final End input;
  private final End output;

  private LoadedModel(Session session, Graph graph, AutoCloseable owner, End input, End output) {
    this.session = session;
    this.graph = graph;
    this.owner = owner;
    this.input = input;
    this.output = output;
  }

  /**
   * Where a model is fed or fetched.
   *
   * @param name of the tensor
   * @param shape of one sample
   */
  private record End(String name, Shape shape) {}

  /** Puts a net with its weights into native memory. */
  public static LoadedModel of(Net net, Map<String, FloatNdArray> weights) {
    Graph graph = NativeLibrary.graph();
    try {
      InferenceGraph.add(graph, net, weights);
      return new LoadedModel(
          FastPath.CALLING_THREAD.on() ? Sessions.openInCallingThread(graph) : Sessions.open(graph),
          graph,
          graph,
          new End(InferenceGraph.INPUT, net.input().shape()),
          new End(InferenceGraph.OUTPUT, net.outputShape()));
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /**
   * Loads a folder.
   *
   * @throws IOException if it holds no SavedModel, or one with another signature
   */
  public static LoadedModel open(Path folder) throws IOException {
    if (folder.getFileSystem() != FileSystems.getDefault()) {
      throw new IOException(
          folder
              + ": TensorFlow reads a SavedModel from a folder on the disk, and this is in an archive"
              + " or another file system; unpack it, or save the model as .keras, which is read there");
    }
    if (!Files.isRegularFile(folder.resolve(SavedModel.FILE))) {
      throw new IOException(
          Files.exists(folder)
              ? "%s: needs a folder with %s, has none; Model.export writes one"
                  .formatted(folder, SavedModel.FILE)
              : folder
                  + ": there is no such folder or file; Model.export or Model.save writes one");
    }
    SavedModelBundle bundle = load(folder);
    try {
      Signature signature = signature(folder, bundle);
      return new LoadedModel(
          bundle.session(),
          bundle.graph(),
          bundle,
          only(folder, "input", signature.getInputs()),
          only(folder, "output", signature.getOutputs()));
    } catch (IOException | RuntimeException | Error e) {
      bundle.close();
      throw e;
    }
  }

  private static SavedModelBundle load(Path folder) throws IOException {
    try {
      return Sessions.load(folder);
    } catch (TensorFlowException e) {
      throw new IOException(folder + ": TensorFlow cannot load it: " + e.getMessage(), e);
    }
  }

  private static Signature signature(Path folder, SavedModelBundle bundle) throws IOException {
    for (Signature signature : bundle.signatures()) {
      if (signature.key().equals(SavedModel.SIGNATURE)) {
        return signature;
      }
    }
    throw new IOException(
        "%s: needs a signature %s, has %s"
            .formatted(
                folder,
                SavedModel.SIGNATURE,
                bundle.signatures().stream().map(Signature::key).sorted().toList()));
  }

  private static End only(Path folder, String kind, Map<String, TensorDescription> tensors)
      throws IOException {
    if (tensors.size() != 1) {
      throw new IOException(
          "%s: %s needs one %s, has %d: %s"
              .formatted(
                  folder,
                  SavedModel.SIGNATURE,
                  kind,
                  tensors.size(),
                  new TreeSet<>(tensors.keySet())));
    }
    TensorDescription tensor = tensors.values().iterator().next();
    if (tensor.dataType != DataType.DT_FLOAT || !batchOfKnownSize(tensor.shape)) {
      throw new IOException(
          "%s: the %s of %s needs float32 and a shape of which only the batch is open, has %s %s"
              .formatted(folder, kind, SavedModel.SIGNATURE, tensor.dataType, tensor.shape));
    }
    return new End(tensor.name, tensor.shape.tail());
  }

  private static boolean batchOfKnownSize(Shape shape) {
    return shape.numDimensions() > 1
        && shape.get(0) == Shape.UNKNOWN_SIZE
        && !shape.tail().hasUnknownDimension();
  }

  /** One sample's shape. */
  public Shape inputShape() {
    return input.shape;
  }

  /** The shape of one sample's output. */
  public Shape outputShape() {
    return output.shape;
  }

  /** Whether it answers with probabilities: what a softmax or a sigmoid gives. */
  public boolean probabilities() {
    return OutputOp.type(graph, output.name).filter(PROBABILITIES::contains).isPresent();
  }

  /**
   * Runs it: (batch, input...) to (batch, output...).
   *
   * @return to be closed by the caller
   */
  public Result run(TFloat32 x) {
    return session.runner().feed(input.name, x).fetch(output.name).run();
  }

  /**
   * Answers one sample.
   *
   * @param sample as many numbers as the input's sizes make
   */
  public float[] run(float[] sample) {
    Shape shape = Shape.of(1).append(input.shape);
    float[] answer = new float[Math.toIntExact(output.shape.size())];
    try (TFloat32 x = TFloat32.tensorOf(shape, DataBuffers.of(sample, true, false));
        Result result = run(x)) {
      ((TFloat32) result.get(0)).copyTo(DataBuffers.of(answer, false, false));
    }
    return answer;
  }

  @Override
  public void close() {
    session.close();
    try {
      owner.close();
    } catch (Exception e) {
      throw new IllegalStateException("native memory could not be freed", e);
    }
  }
}
