package org.cornu.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.callbacks.Training;
import org.cornu.data.Dataset;
import org.cornu.data.Split;
import org.cornu.history.Epoch;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.saving.KerasArchive;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.WeightsFile;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * One run of {@code fit}: epochs, shuffling, validation, callbacks. It builds, prints and writes
 * nothing.
 */
public final class Trainer implements Training {

  private final TrainSession session;
  private final Fit fit;
  private final Dataset data;
  private final Dataset validation;
  private final int done;
  private final int initialEpoch;
  private final List<Epoch> epochs = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * Prepares a run.
   *
   * @param done how many epochs the model has been trained for
   * @throws IllegalArgumentException if the data does not fit the net
   */
  public Trainer(TrainSession session, Dataset data, Fit fit, int done) {
    this.session = session;
    this.fit = fit;
    this.done = done;
    this.initialEpoch = fit.initialEpoch().orElse(done);
    DataCheck.requireLabelled("fit", session, data);
    Split split = fit.validation().split(data);
    this.data = split.train();
    this.validation = split.validation();
    if (validation != null) {
      DataCheck.requireLabelled("fit's validation", session, validation);
      DataCheck.requireSameClasses(this.data, validation);
    }
  }

  /** Trains until the last epoch, or until a callback stops the run. */
  public History run() {
    try (CallbackRuns runs = new CallbackRuns()) {
      fit.callbacks().forEach(callback -> runs.add(callback.begin(this)));
      for (int epoch = initialEpoch + 1; epoch <= epochs() && !stopped; epoch++) {
        epoch(epoch, runs);
      }
    }
    return new History(session.seed().value(), epochs);
  }

  /** How many epochs the model has been trained for now, whether or not the run ended well. */
  public int done() {
    return epochs.isEmpty() ? done : epochs.get(epochs.size() - 1).number();
  }

  private void epoch(int number, CallbackRuns runs) {
    long start = System.nanoTime();
    runs.epochBegin(number);
    Sums sums = session.sums();
    Batches batches =
        Batches.labelled(data, order(number), batchSize(), session.net().outputShape());
    for (int i = 0; i < batches.count(); i++) {
      if (stopped) {
        return;
      }
      step(batches, i, sums, runs);
    }
    Map<String, Double> logs = logs(sums.loss(), sums.metrics());
    if (validation != null) {
      Evaluation held = Inference.evaluate(session, validation, batchSize());
      logs(held.loss(), held.metrics()).forEach((name, value) -> logs.put("val_" + name, value));
    }
    double rate = session.learningRate();
    Epoch epoch = new Epoch(number, logs, rate, (System.nanoTime() - start) * 1e-9);
    epochs.add(epoch);
    runs.epochEnd(epoch);
  }

  private void step(Batches batches, int index, Sums sums, CallbackRuns runs) {
    runs.batchBegin(index + 1);
    try (Batch batch = batches.batch(index)) {
      session.train(batch, sums);
    }
    if (!runs.isEmpty()) {
      runs.batchEnd(index + 1, logs(sums.loss(), sums.metrics()));
    }
  }

  private int[] order(int epoch) {
    return fit.shuffle()
        ? session.seed().draws("shuffle", "", epoch).permutation(data.size())
        : Batches.inOrder(data);
  }

  private static Map<String, Double> logs(double loss, Map<String, Double> metrics) {
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("loss", loss);
    logs.putAll(metrics);
    return logs;
  }

  @Override
  public int initialEpoch() {
    return initialEpoch;
  }

  @Override
  public int epochs() {
    return fit.initialEpoch().isPresent() ? fit.epochs() : initialEpoch + fit.epochs();
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
  public Map<String, FloatNdArray> weights() {
    return session.weights();
  }

  @Override
  public void setWeights(Map<String, ? extends FloatNdArray> weights) {
    session.setWeights(weights);
  }

  @Override
  public void save(Path file) throws IOException {
    KerasArchive.write(session.stored(done()), KerasClasses.BUILT_IN, file);
  }

  @Override
  public void saveWeights(Path file) throws IOException {
    WeightsFile.write(session.stored(done()), file);
  }

  @Override
  public void stop() {
    stopped = true;
  }
}
