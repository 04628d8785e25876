package org.cornu.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.cornu.callbacks.Ending;
import org.cornu.callbacks.Training;
import org.cornu.config.Config;
import org.cornu.data.Split;
import org.cornu.device.Guarded;
import org.cornu.history.Epoch;
import org.cornu.saving.Compiled;
import org.cornu.saving.KerasArchive;
import org.cornu.saving.KerasModel;
import org.cornu.step.Compilation;
import org.cornu.step.CompiledNet;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.proto.GraphDef;

/** One run of {@code fit}: where it stands, and what its callbacks see and steer. */
final class Run implements Training {

  private final Guarded<TrainSession> model;
  private final Fit fit;
  private final Split data;
  private final Start start;
  private final CallbackRuns callbacks = new CallbackRuns();
  private final List<Epoch> epochs = new ArrayList<>();
  private OngoingEpoch ongoing; // null between two epochs
  private final AtomicReference<Ending> ending = new AtomicReference<>(); // null: it goes on

  /**
   * A run that has not begun.
   *
   * @param data what is trained and what is validated on
   */
  Run(Guarded<TrainSession> model, Fit fit, Split data, Start start) {
    this.model = model;
    this.fit = fit;
    this.data = data;
    this.start = start;
  }

  /** Begins the callbacks, and takes up where an interrupted run stood. */
  void begin() {
    boolean isChief = model.read(TrainSession::strategy).members().first() == 0;
    callbacks.begin(fit.callbacks(), this, isChief);
    start.checkpoint().ifPresent(this::takeUp);
  }

  private void takeUp(Checkpoint checkpoint) {
    epochs.addAll(checkpoint.epochs());
    callbacks.restore(checkpoint.callbacks());
    if (checkpoint.over()) {
      stop();
    }
    Checkpoint.Unfinished unfinished = checkpoint.unfinished();
    if (unfinished.batch() > 0) {
      Sums sums = model.read(TrainSession::sums);
      sums.restore(unfinished.sums(), unfinished.samples());
      int number = checkpoint.done() + 1;
      ongoing = new OngoingEpoch(number, sums, unfinished.seconds(), unfinished.batch());
    }
  }

  CallbackRuns callbacks() {
    return callbacks;
  }

  /** The finished epochs, those of an interrupted run first. */
  List<Epoch> finished() {
    return epochs;
  }

  /** Whether it has epochs that are not finished. */
  boolean hasMore() {
    return done() < epochs();
  }

  /** How many epochs the model has been trained for. */
  private int done() {
    return epochs.isEmpty() ? start.epoch() : epochs.get(epochs.size() - 1).number();
  }

  /** The epoch at hand: the next one, or one that an interrupted run had begun. */
  OngoingEpoch epoch() {
    if (ongoing != null) {
      callbacks.epochResumed(ongoing.epoch);
      return ongoing;
    }
    int number = done() + 1;
    long begin = System.nanoTime();
    callbacks.epochBegin(number);
    double before = (System.nanoTime() - begin) * 1e-9;
    ongoing = new OngoingEpoch(number, model.read(TrainSession::sums), before, 0);
    return ongoing;
  }

  /** Ends the epoch at hand with these figures. */
  void epochEnd(Map<String, Double> logs) {
    Epoch epoch = new Epoch(ongoing.epoch, logs, learningRate(), ongoing.seconds());
    ongoing = null;
    epochs.add(epoch);
    model.write(session -> session.epochs(epoch.number()));
    callbacks.epochEnd(epoch);
  }

  /** Ends the run that does not go on. */
  void end() {
    model.write(session -> session.variables().settle());
    if (ongoing == null && done() >= epochs()) {
      ending.set(new Ending.Complete());
    }
  }

  /** It fails, whatever was decided of its end: it can go on from its checkpoint. */
  void failed() {
    ending.set(new Ending.BrokenOff());
  }

  @Override
  public Optional<Ending> ending() {
    return Optional.ofNullable(ending.get());
  }

  @Override
  public void stop() {
    ending.set(new Ending.Stopped());
  }

  @Override
  public void breakOff() {
    ending.compareAndSet(null, new Ending.BrokenOff());
  }

  @Override
  public String name() {
    return model.read(session -> session.compiled().name());
  }

  @Override
  public int initialEpoch() {
    return start.checkpoint().map(Checkpoint::done).orElse(start.epoch());
  }

  @Override
  public int epochs() {
    return start.epochs(fit);
  }

  @Override
  public int batches() {
    return (samples() + batchSize() - 1) / batchSize();
  }

  @Override
  public int samples() {
    return data.train().size();
  }

  @Override
  public int batchSize() {
    return Math.min(fit.batchSize(), samples());
  }

  @Override
  public int stepsPerExecution() {
    int steps = model.read(session -> session.compiled().how().stepsPerExecution());
    return Math.min(steps, batches());
  }

  @Override
  public List<String> logged() {
    boolean validated = data.validation() != null;
    return model.read(
        session -> session.compiled().how().logged(session.compiled().net(), validated));
  }

  @Override
  public double learningRate() {
    return model.read(session -> session.variables().learningRate());
  }

  @Override
  public void learningRate(double rate) {
    model.write(session -> session.variables().learningRate(rate));
  }

  @Override
  public long iteration() {
    return model.read(session -> session.variables().iteration());
  }

  @Override
  public GraphDef graph() {
    return model.read(TrainSession::graph);
  }

  @Override
  public void traceNext(StepReader reader) {
    model.write(session -> session.trace().next(reader));
  }

  @Override
  public Map<String, FloatNdArray> weights() {
    return model.read(session -> session.variables().weights());
  }

  @Override
  public void setWeights(Map<String, ? extends FloatNdArray> weights) {
    model.write(session -> session.variables().setWeights(weights));
  }

  @Override
  public Map<String, FloatNdArray> averages() {
    return model.read(session -> session.variables().averages());
  }

  @Override
  public void setAverages(Map<String, ? extends FloatNdArray> averages) {
    model.write(session -> session.variables().averages(averages));
  }

  @Override
  public void requireSavable() throws IOException {
    CompiledNet compiled = model.read(TrainSession::compiled);
    Compilation how = compiled.how();
    KerasArchive.requireWritable(
        compiled.name(),
        compiled.net(),
        new Compiled(how.optimizer(), how.objectives(), Optional.empty()));
  }

  @Override
  public void save(Path file) throws IOException {
    new Snapshot(model).save(file);
  }

  @Override
  public void saveWeights(Path file) throws IOException {
    new Snapshot(model).saveWeights(file);
  }

  @Override
  public boolean checkpoint(Path file) throws IOException {
    Config fingerprint =
        start
            .fingerprint()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "checkpoint needs backupAndRestore among the callbacks, to tell one run from"
                            + " another"));
    Checkpoint checkpoint =
        new Checkpoint(
            fingerprint,
            start.epoch(),
            epochs,
            Checkpoint.Unfinished.of(Optional.ofNullable(ongoing)),
            ending.get() instanceof Ending.Stopped,
            callbacks.states());
    try (KerasModel stored = model.read(checkpoint::stored)) {
      return Checkpoint.write(stored, file);
    }
  }
}
