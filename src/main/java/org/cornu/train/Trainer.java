package org.cornu.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.cornu.callbacks.BackupAndRestore;
import org.cornu.callbacks.Training;
import org.cornu.config.Config;
import org.cornu.data.Dataset;
import org.cornu.data.Split;
import org.cornu.feed.Batch;
import org.cornu.feed.Batches;
import org.cornu.feed.Feed;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.saving.KerasArchive;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.KerasModel;
import org.cornu.saving.WeightsFile;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.proto.GraphDef;

/** One run of {@code fit}: epochs, shuffling, validation, callbacks. */
public final class Trainer implements Training {

  private final TrainSession session;
  private final Interruption interruption;
  private final Fit fit;
  private final Dataset data;
  private final Dataset validation;
  private final List<Epoch> epochs = new ArrayList<>();
  private final CallbackRuns runs = new CallbackRuns();
  private int initialEpoch;
  private int firstEpoch;
  private Ongoing ongoing;
  private Config fingerprint;
  private volatile boolean stopped;
  private volatile Thread deciding; // this run's, while its callbacks look at an epoch's end
  private boolean over;
  private boolean ended;

  /**
   * Prepares a run.
   *
   * @throws IllegalArgumentException if the data does not fit the net
   */
  public Trainer(TrainSession session, Dataset data, Fit fit) {
    this.session = session;
    this.interruption = new Interruption(session.name());
    this.fit = fit;
    this.initialEpoch = fit.initialEpoch().orElse(session.epochs());
    this.firstEpoch = initialEpoch;
    DataCheck.requireLabelled("fit", session, data);
    Split split = fit.validation().split(data);
    this.data = split.train();
    this.validation = split.validation();
    if (validation != null) {
      DataCheck.requireLabelled("fit's validation", session, validation);
      DataCheck.requireSameClasses(this.data, validation);
    }
    DataCheck.requireBatch("fit", batchSize(), session.net().input().shape());
    DataCheck.requireBatch("fit", batchSize(), session.net().outputShape());
  }

  /**
   * Trains until the last epoch, or until a callback stops the run.
   *
   * @throws CancellationException if the thread is interrupted, which it then stays
   */
  public History run() {
    try (runs) {
      Optional<Checkpoint> checkpoint = backup().flatMap(this::restored);
      runs.begin(fit.callbacks(), this);
      checkpoint.ifPresent(kept -> runs.restore(kept.callbacks()));
      checkpoint.map(Checkpoint::unfinished).ifPresent(this::goOn);
      int epoch = initialEpoch + 1;
      while (epoch <= epochs() && !stopped) {
        epoch(epoch++);
      }
      ended = ongoing == null && (over || epoch > epochs());
    } catch (UncheckedIOException e) {
      throw interruption.cause(e);
    } finally {
      interruption.giveBack();
    }
    return new History(session.seed().value(), epochs);
  }

  private Optional<BackupAndRestore> backup() {
    return fit.callbacks().stream()
        .filter(BackupAndRestore.class::isInstance)
        .map(BackupAndRestore.class::cast)
        .findFirst();
  }

  /** Takes up a checkpoint, if there is one. */
  private Optional<Checkpoint> restored(BackupAndRestore backup) {
    try {
      fingerprint = Fingerprint.of(session, data, validation, fit);
      Optional<Checkpoint> checkpoint = Checkpoint.takeUp(backup.file(), fingerprint, session);
      checkpoint.ifPresent(
          kept -> {
            epochs.addAll(kept.epochs());
            firstEpoch = kept.initialEpoch();
            initialEpoch = kept.done();
            session.epochs(kept.done());
            over = kept.over();
            stopped |= over;
          });
      return checkpoint;
    } catch (IOException e) {
      throw new UncheckedIOException("backupAndRestore cannot go on", e);
    }
  }

  private void goOn(Checkpoint.Unfinished unfinished) {
    if (unfinished.batch() > 0) {
      Sums sums = session.sums();
      sums.restore(unfinished.sums(), unfinished.samples());
      ongoing = new Ongoing(initialEpoch + 1, sums, unfinished.seconds(), unfinished.batch());
    }
  }

  private void epoch(int number) {
    if (ongoing == null) {
      long start = System.nanoTime();
      runs.epochBegin(number);
      double before = (System.nanoTime() - start) * 1e-9;
      ongoing = new Ongoing(number, session.sums(), before, 0);
    } else {
      runs.epochResumed(number);
    }
    int[] order = fit.shuffle().order(session.seed().draws("shuffle", "", number), data.size());
    Batches batches = Batches.labelled(data, order, batchSize(), session.net().outputShape());
    try (Feed feed = batches.from(ongoing.batch)) {
      while (ongoing.batch < batches.count()) {
        if (stopped) {
          return;
        }
        step(feed);
      }
    }
    Sums sums = ongoing.sums;
    Map<String, Double> logs = logs(sums.loss(), sums.metrics());
    if (validation != null) {
      Evaluation held = validate();
      logs(held.loss(), held.metrics()).forEach((name, value) -> logs.put("val_" + name, value));
    }
    Epoch epoch = new Epoch(number, logs, session.learningRate(), ongoing.seconds());
    ongoing = null;
    epochs.add(epoch);
    session.epochs(number);
    deciding = Thread.currentThread();
    runs.epochEnd(epoch);
    deciding = null;
  }

  private Evaluation validate() {
    return session.reading(
        () ->
            Inference.evaluate(
                session, validation, batchSize(), () -> interruption.check(ongoing)));
  }

  private void step(Feed feed) {
    interruption.check(ongoing);
    runs.batchBegin(ongoing.batch + 1);
    try (Batch batch = feed.next()) {
      session.train(batch, ongoing.sums);
    }
    ongoing.batch++;
    if (!runs.isEmpty()) {
      runs.batchEnd(ongoing.batch, logs(ongoing.sums.loss(), ongoing.sums.metrics()));
    }
  }

  private static Map<String, Double> logs(double loss, Map<String, Double> metrics) {
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("loss", loss);
    logs.putAll(metrics);
    return logs;
  }

  @Override
  public String name() {
    return session.name();
  }

  @Override
  public int initialEpoch() {
    return initialEpoch;
  }

  @Override
  public int epochs() {
    return fit.initialEpoch().isPresent() ? fit.epochs() : firstEpoch + fit.epochs();
  }

  @Override
  public int batches() {
    return (data.size() + batchSize() - 1) / batchSize();
  }

  @Override
  public int samples() {
    return data.size();
  }

  @Override
  public int batchSize() {
    return Math.min(fit.batchSize(), data.size());
  }

  @Override
  public double learningRate() {
    return session.learningRate();
  }

  @Override
  public void learningRate(double rate) {
    session.learningRate(rate);
  }

  @Override
  public long iteration() {
    return session.iteration();
  }

  @Override
  public GraphDef graph() {
    return session.graph();
  }

  @Override
  public void traceNext(StepReader reader) {
    session.trace().next(reader);
  }

  @Override
  public Map<String, FloatNdArray> weights() {
    return session.weights();
  }

  @Override
  public void setWeights(Map<String, ? extends FloatNdArray> weights) {
    session.setWeights(weights);
  }

  @Override
  public void requireSavable() throws IOException {
    session.requireWritable();
  }

  @Override
  public void save(Path file) throws IOException {
    KerasArchive.write(session.stored(), KerasClasses.BUILT_IN, file);
  }

  @Override
  public void saveWeights(Path file) throws IOException {
    WeightsFile.write(session.stored(), file);
  }

  @Override
  public void checkpoint(Path file) throws IOException {
    if (fingerprint == null) {
      throw new IllegalStateException(
          "checkpoint needs backupAndRestore among the callbacks, to tell one run from another");
    }
    Checkpoint.Unfinished unfinished =
        ongoing == null
            ? Checkpoint.Unfinished.NONE
            : new Checkpoint.Unfinished(
                ongoing.batch, ongoing.seconds(), ongoing.sums.values(), ongoing.sums.samples());
    Checkpoint checkpoint =
        new Checkpoint(fingerprint, firstEpoch, epochs, unfinished, over, runs.states());
    KerasModel model = session.stored(checkpoint.progress(session.seed().value()));
    KerasArchive.write(model, KerasClasses.BUILT_IN, file);
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void stop() {
    stopped = true;
    // Callbacks that stop it after an epoch end the run; all else breaks it off, to be resumed.
    over |= Thread.currentThread() == deciding;
  }
}
