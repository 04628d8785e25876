package org.cornu.serving;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cornu.device.NativeLibrary;
import org.cornu.device.Sessions;
import org.cornu.feed.Wants;
import org.cornu.graph.Spec;
import org.cornu.net.Net;
import org.cornu.net.NetInput;
import org.cornu.ops.FastPath;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A model in native memory, to predict: a net, or a SavedModel that {@link SavedModel} or another
 * wrote, whose {@code serving_default} has inputs and outputs of numbers. Several threads may run
 * it at once.
 */
public final class LoadedModel implements AutoCloseable {

  private static final Set<String> PROBABILITIES = Set.of("Softmax", "Sigmoid");

  private final Session session;
  private final Graph graph;
  private final AutoCloseable owner;
  private final List<End> inputs;
  private final List<End> outputs;

  private LoadedModel(
      Session session, Graph graph, AutoCloseable owner, List<End> inputs, List<End> outputs) {
    this.session = session;
    this.graph = graph;
    this.owner = owner;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** Puts a net with its weights into native memory. */
  public static LoadedModel of(Net net, Map<String, FloatNdArray> weights) {
    Graph graph = NativeLibrary.graph();
    try {
      InferenceGraph inference = InferenceGraph.add(graph, net, weights);
      LoadedModel loaded =
          new LoadedModel(
              FastPath.CALLING_THREAD.on()
                  ? Sessions.openInCallingThread(graph)
                  : Sessions.open(graph),
              graph,
              graph,
              ends(
                  net.inputs().stream().map(NetInput::name).toList(),
                  inference.inputs().values(),
                  net.inputs().stream().map(NetInput::spec).toList()),
              ends(net.outputNames(), inference.outputs().values(), net.outputSpecs()));
      inference.fill(loaded.session);
      return loaded;
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /** By the net's own names. */
  private static List<End> ends(
      List<String> names, Collection<Operand<? extends TType>> operands, List<Spec> specs) {
    List<End> ends = new ArrayList<>();
    for (Operand<? extends TType> operand : operands) {
      int next = ends.size();
      ends.add(new End(names.get(next), operand.op().name(), specs.get(next)));
    }
    return List.copyOf(ends);
  }

  /**
   * Loads a folder.
   *
   * @throws IOException if it holds no SavedModel, or one with another signature
   */
  public static LoadedModel open(Path folder) throws IOException {
    SavedModelBundle bundle = load(folder);
    try {
      return of(folder, bundle, signature(folder, bundle));
    } catch (IOException | RuntimeException | Error e) {
      bundle.close();
      throw e;
    }
  }

  /** The whole of a folder, to be closed by the caller. */
  static SavedModelBundle load(Path folder) throws IOException {
    if (folder.getFileSystem() != FileSystems.getDefault()) {
      throw new IOException(
          folder
              + ": TensorFlow reads a SavedModel from a folder on the disk, and this is in an"
              + " archive or another file system; unpack it, or save the model as .keras, which is"
              + " read there");
    }
    if (!Files.isRegularFile(folder.resolve(SavedModel.FILE))) {
      throw new IOException(
          Files.exists(folder)
              ? "%s: needs a folder with %s, has none; Model.export writes one"
                  .formatted(folder, SavedModel.FILE)
              : folder
                  + ": there is no such folder or file; Model.export or Model.save writes one");
    }
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

  /** What one signature of a SavedModel asks; closing it closes the whole. */
  static LoadedModel of(Path folder, SavedModelBundle bundle, Signature signature)
      throws IOException {
    return new LoadedModel(
        bundle.session(),
        bundle.graph(),
        bundle,
        End.of(folder, "input", signature.key(), signature.getInputs()),
        End.of(folder, "output", signature.key(), signature.getOutputs()));
  }

  /** The same by the names that {@link SavedModel} gives an only input and an only output. */
  LoadedModel signed() {
    return new LoadedModel(
        session,
        graph,
        owner,
        inputs.size() == 1 ? List.of(inputs.get(0).named(SavedModel.INPUT)) : inputs,
        outputs.size() == 1 ? List.of(outputs.get(0).named(SavedModel.OUTPUT)) : outputs);
  }

  /** Where it is fed, in order. */
  public List<End> fed() {
    return inputs;
  }

  /** Where it is fetched, in order. */
  public List<End> fetched() {
    return outputs;
  }

  /** What it reads, by the names of its signature. */
  public List<Wants.Input> inputs() {
    return inputs.stream().map(end -> new Wants.Input(end.key(), end.spec())).toList();
  }

  /** What it gives. */
  public List<Spec> outputs() {
    return outputs.stream().map(End::spec).toList();
  }

  /** The names of its outputs in its signature. */
  public List<String> outputNames() {
    return outputs.stream().map(End::key).toList();
  }

  /** The shape of one sample of the only input. */
  public Shape inputShape() {
    return only("input", inputs).spec().shape();
  }

  /** The shape of one sample's output, of which there is one. */
  public Shape outputShape() {
    return only("output", outputs).spec().shape();
  }

  private static End only(String what, List<End> ends) {
    if (ends.size() != 1) {
      throw new IllegalStateException(
          "needs a model of one %s, has %s: %s"
              .formatted(what, ends.size(), ends.stream().map(End::key).toList()));
    }
    return ends.get(0);
  }

  /** Whether it answers with probabilities: what a softmax or a sigmoid gives. */
  public boolean probabilities() {
    return OutputOp.type(graph, only("output", outputs).tensor())
        .filter(PROBABILITIES::contains)
        .isPresent();
  }

  /**
   * Runs it: (batch, input...) each to (batch, output...) each.
   *
   * @return to be closed by the caller
   */
  public Result run(List<? extends TType> values) {
    Session.Runner runner = session.runner();
    for (int i = 0; i < inputs.size(); i++) {
      runner.feed(inputs.get(i).tensor(), values.get(i));
    }
    outputs.forEach(output -> runner.fetch(output.tensor()));
    return runner.run();
  }

  /**
   * Answers one sample of the only input.
   *
   * @param sample as many numbers as the input's sizes make
   */
  public float[] run(float[] sample) {
    Shape shape = Shape.of(1).append(inputShape());
    float[] answer = new float[Math.toIntExact(outputShape().size())];
    try (TFloat32 x = TFloat32.tensorOf(shape, DataBuffers.of(sample, true, false));
        Result result = run(List.of(x))) {
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
