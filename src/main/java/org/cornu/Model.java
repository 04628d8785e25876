package org.cornu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cornu.config.Arguments;
import org.cornu.config.KerasClass;
import org.cornu.data.Dataset;
import org.cornu.device.Guarded;
import org.cornu.files.FileName;
import org.cornu.graph.Spec;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.losses.Loss;
import org.cornu.losses.Objective;
import org.cornu.metrics.Metric;
import org.cornu.net.Net;
import org.cornu.net.NetInput;
import org.cornu.optimizers.Optimizer;
import org.cornu.random.Seed;
import org.cornu.saving.Source;
import org.cornu.saving.TrainingState;
import org.cornu.serving.Answers;
import org.cornu.step.Compilation;
import org.cornu.train.Evaluator;
import org.cornu.train.Fit;
import org.cornu.train.OneBatch;
import org.cornu.train.Snapshot;
import org.cornu.train.StateValues;
import org.cornu.train.TrainSession;
import org.cornu.train.Trainer;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * A compiled net (Keras: {@code Model}): it trains, evaluates, predicts and exports. It holds
 * native memory, which {@link #close} frees.
 *
 * <p>Several threads may use it. Those that ask go side by side; beside a {@link #fit} they see the
 * weights as some finished step left them, one step's for a whole call. There is one {@code fit} at
 * a time.
 */
public final class Model implements Answering, Shown, AutoCloseable {

  private final String name;
  private final Net net;
  private final Seed seed;
  private final Guarded<TrainSession> live;

  Model(TrainSession session) {
    this.name = session.compiled().name();
    this.net = session.compiled().net();
    this.seed = session.compiled().seed();
    this.live = new Guarded<>("model \"%s\"".formatted(name), session, TrainSession::close);
  }

  /**
   * Loads what {@link #save} or Keras wrote, compiled as it was, so that training goes on. With a
   * warning (System.Logger {@code org.cornu}) the optimizer begins anew where its variables are not
   * certain to be those of the weights, as when a layer was unfrozen after {@code compile}.
   *
   * @param file a {@code .keras} archive or the folder that {@code save(zipped=False)} makes, or a
   *     whole-model {@code .h5} of Keras 1, 2 or 3; also of another file system, as in a jar
   * @param own classes of layers and the like that are not Keras's
   * @throws IOException if the file is damaged or holds what Cornu lacks, if it was not compiled,
   *     and if training would be another one than in Keras, as without a constraint that Cornu
   *     lacks; the message says what to load it with then
   */
  public static Model load(Path file, KerasClass<?>... own) throws IOException {
    return new Model(Loading.with(own).session(Source.of(file)));
  }

  /** The same of a stream, such as a resource in a jar; it is read to its end, and stays open. */
  public static Model load(InputStream in, KerasClass<?>... own) throws IOException {
    return new Model(Loading.with(own).session(Source.of(in)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Net net() {
    return net;
  }

  /** What weights, shuffles and masks are drawn from. */
  public long seed() {
    return seed.value();
  }

  @Override
  public List<String> classNames() {
    return live.read(TrainSession::classNames);
  }

  @Override
  public List<Spec> inputs() {
    return net.inputs().stream().map(NetInput::spec).toList();
  }

  @Override
  public List<Spec> outputs() {
    return net.outputSpecs();
  }

  @Override
  public List<String> outputNames() {
    return net.outputNames();
  }

  /**
   * Trains. A second call goes on where the first ended: weights, optimizer, count of epochs.
   *
   * <p>An interrupt of the thread ends the run after the batch at hand; the model stays usable,
   * with the weights of its last step, or those that a callback sets.
   *
   * @return the epochs of this call
   * @throws IllegalArgumentException if the data does not fit the net
   * @throws IllegalStateException if the model is closed, or trains in another call
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it then
   *     stays
   */
  public History fit(Dataset data, Fit fit) {
    Objects.requireNonNull(data, "fit needs data, got null");
    Objects.requireNonNull(fit, "fit needs its settings, for example Fit.epochs(20), got null");
    return live.training("fit", () -> new Trainer(live, data, fit).run());
  }

  /** Loss and metrics over a labelled data set. */
  public Evaluation evaluate(Dataset data) {
    Objects.requireNonNull(data, "evaluate needs data, got null");
    return StateValues.ask(live, session -> Evaluator.evaluate(session, data));
  }

  @Override
  public Map<String, float[][]> predictByOutput(Dataset data) {
    Objects.requireNonNull(data, "predict needs data, got null");
    return Answers.named(
        net.outputNames(), StateValues.ask(live, session -> Evaluator.answers(session, data)));
  }

  /**
   * One step of the optimizer on a batch of your own, for those who write their loop (Keras: {@code
   * train_on_batch}).
   *
   * @param batch all of it is the batch; one that is mapped is new in each {@code inEpoch}
   * @return the loss and the metrics before the step, by their names
   * @throws IllegalArgumentException if the data does not fit the net
   */
  public Map<String, Double> trainOnBatch(Dataset batch) {
    Objects.requireNonNull(batch, "trainOnBatch needs a batch, got null");
    return live.training("trainOnBatch", () -> live.change(at -> OneBatch.train(at, batch)));
  }

  /** Loss and metrics of a batch, without a step (Keras: {@code test_on_batch}). */
  public Map<String, Double> testOnBatch(Dataset batch) {
    Objects.requireNonNull(batch, "testOnBatch needs a batch, got null");
    return StateValues.ask(live, session -> OneBatch.test(session, batch));
  }

  /** Copies of all weights, by Keras's paths ({@code conv2d/kernel}), in Keras's order. */
  public Map<String, FloatNdArray> weights() {
    return live.read(session -> session.variables().weights());
  }

  /**
   * Sets some or all weights by their paths.
   *
   * @throws IllegalArgumentException if the net has no weight of a name, or it has another shape;
   *     nothing is set then
   */
  public void setWeights(Map<String, ? extends FloatNdArray> weights) {
    Objects.requireNonNull(weights, "setWeights needs weights by their paths, got null");
    live.write(session -> session.variables().setWeights(weights));
  }

  /** Puts what stateful layers keep from batch to batch to 0 (Keras: {@code reset_states}). */
  public void resetStates() {
    live.write(session -> session.states().reset());
  }

  /** The learning rate of the optimizer's next step. */
  public double learningRate() {
    return live.read(session -> session.variables().learningRate());
  }

  /**
   * Sets the optimizer's learning rate: finite, 0 or more.
   *
   * @throws IllegalStateException if a schedule gives it
   */
  public void learningRate(double rate) {
    live.write(session -> session.variables().learningRate(rate));
  }

  /**
   * Takes another optimizer, loss and metrics; weights stay, what the old optimizer kept is lost.
   *
   * @throws IllegalStateException if the model is closed, or trains in another call
   */
  public void recompile(Optimizer optimizer, Loss loss, Metric... metrics) {
    recompile(
        Compilation.of(
            optimizer, loss, Arguments.list("recompile needs metrics, or none", metrics)));
  }

  /** The same of a net of which several outputs are trained. */
  public void recompile(Optimizer optimizer, Objective... objectives) {
    recompile(
        new Compilation(
            optimizer, Arguments.list("recompile needs the objectives of outputs", objectives)));
  }

  private void recompile(Compilation how) {
    live.replace("recompile", session -> session.recompiled(how));
  }

  /**
   * Writes the inference half as a SavedModel, which Python, TensorFlow Serving and {@link
   * Predictor} load. A SavedModel already there is replaced.
   *
   * @param folder for example {@code models/model3}
   */
  public void export(Path folder) throws IOException {
    Objects.requireNonNull(folder, "export needs a folder, got null");
    new Snapshot(live).export(folder);
  }

  /**
   * Writes architecture, weights and what the model was compiled with, the optimizer's state too,
   * in Keras 3's own format, which Python's {@code keras.models.load_model} and {@link #load} open;
   * a warning says if it holds what Keras lacks.
   *
   * @param file for example {@code models/model3.keras}; replaced when the new one is whole
   * @throws IllegalArgumentException if its name does not end in {@code .keras}, as Keras needs it
   * @throws IOException if it cannot be written, or a part that is the user's own has no config
   */
  public void save(Path file) throws IOException {
    Objects.requireNonNull(file, "save needs a file, got null");
    FileName.requireEnding("save", file, ".keras");
    new Snapshot(live).save(file);
  }

  /**
   * Writes weights and optimizer state without the architecture, as Keras's {@code save_weights}
   * does.
   *
   * @param file ends in {@code .weights.h5}
   */
  public void saveWeights(Path file) throws IOException {
    Objects.requireNonNull(file, "saveWeights needs a file, got null");
    FileName.requireEnding("saveWeights", file, ".weights.h5");
    new Snapshot(live).saveWeights(file);
  }

  /**
   * Sets the weights to those of a file: {@code .weights.h5}, {@code .keras} or a whole-model
   * {@code .h5} whose layers have the same weights in the same order.
   *
   * @throws IOException if the file is damaged, a weight is missing or of another shape, or it has
   *     one more; nothing is set then
   */
  public void loadWeights(Path file, KerasClass<?>... own) throws IOException {
    Objects.requireNonNull(file, "loadWeights needs a file, got null");
    try (TrainingState read = Loading.with(own).weights(file, net)) {
      live.write(session -> session.takeWeights(read));
    }
  }

  /**
   * Sets the weights of one layer, or of a net within this one, to those of the same names in the
   * {@code .keras} of the net that it was cut from ({@link Architecture#upTo}).
   *
   * @throws IllegalArgumentException if the net has no such layer, or it has no weights
   * @throws IOException if the file holds weights alone, or lacks one; nothing is set then
   */
  public void loadWeights(Path file, String layer, KerasClass<?>... own) throws IOException {
    try (TrainingState read = Loading.with(own).weights(file, net, layer)) {
      live.write(session -> session.variables().setWeights(read.weights()));
    }
  }

  /** In a line: name, shapes, parameters. */
  @Override
  public String toString() {
    String shapes = Spec.text(inputs()) + " to " + Spec.text(outputs());
    return name + ": " + shapes + ", " + parameters() + " parameters";
  }

  /** Frees the native memory when nobody asks; once. A {@link #fit} elsewhere ends in error. */
  @Override
  public void close() {
    live.close();
  }
}
