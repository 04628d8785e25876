package org.cornu.train;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.cornu.data.Dataset;
import org.cornu.data.Split;
import org.cornu.device.Guarded;
import org.cornu.feed.Batch;
import org.cornu.feed.Batches;
import org.cornu.feed.ClassNumbers;
import org.cornu.feed.Feed;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.step.CompiledNet;
import org.tensorflow.ndarray.Shape;

/** The loop of {@code fit}: epochs, shuffling, steps, validation. Where a run stands, it knows. */
public final class Trainer {

  private final Guarded<TrainSession> model;
  private final CompiledNet compiled;
  private final Fit fit;
  private final Split data;
  private final Interruption interruption;

  /**
   * Prepares a run.
   *
   * @throws IllegalArgumentException if the data does not fit the net
   */
  public Trainer(Guarded<TrainSession> model, Dataset data, Fit fit) {
    this.model = model;
    this.compiled = model.read(TrainSession::compiled);
    this.fit = fit;
    DataCheck.requireLabelled("fit", compiled, data);
    ClassNumbers.requireTrained("fit", model.read(TrainSession::classNames), data);
    this.data = fit.validation().split(data);
    if (this.data.validation() != null) {
      DataCheck.requireLabelled("fit's validation", compiled, this.data.validation());
      ClassNumbers.requireSame(this.data.train(), this.data.validation());
      DataCheck.warnOfSortedClasses(compiled.net().outputShape(), this.data);
    }
    int batchSize = Math.min(fit.batchSize(), this.data.train().size());
    DataCheck.requireBatch("fit", batchSize, compiled.net().input().shape());
    DataCheck.requireBatch("fit", batchSize, compiled.net().outputShape());
    this.interruption = new Interruption(compiled.name());
  }

  /**
   * Trains until the last epoch, or until a callback ends the run.
   *
   * @throws CancellationException if the thread is interrupted, which it then stays
   */
  public History run() {
    try {
      Run run = new Run(model, fit, data, Start.of(model, data, fit));
      try (CallbackRuns callbacks = run.callbacks()) {
        train(run, callbacks);
      }
      return new History(compiled.seed().value(), run.finished());
    } catch (UncheckedIOException e) {
      throw interruption.cause(e);
    } finally {
      interruption.giveBack();
    }
  }

  private void train(Run run, CallbackRuns callbacks) {
    try {
      run.begin();
      while (run.goesOn()) {
        epoch(run, callbacks);
      }
      run.end();
    } catch (RuntimeException | Error e) {
      run.failed();
      throw e;
    }
  }

  private void epoch(Run run, CallbackRuns callbacks) {
    OngoingEpoch epoch = run.epoch();
    Dataset train = data.train();
    int[] order =
        fit.shuffle().order(compiled.seed().draws("shuffle", "", epoch.epoch), train.size());
    Shape output = compiled.net().outputShape();
    Batches batches = Batches.labelled(train, order, run.batchSize(), output);
    try (Feed feed = batches.from(epoch.batch)) {
      while (epoch.batch < batches.count()) {
        if (run.ending().isPresent()) {
          return;
        }
        step(epoch, feed, callbacks);
      }
    }
    Map<String, Double> logs = logs(epoch.sums.loss(), epoch.sums.metrics());
    if (data.validation() != null) {
      Evaluation held = validate(epoch, run.batchSize());
      logs(held.loss(), held.metrics()).forEach((name, value) -> logs.put("val_" + name, value));
    }
    run.epochEnd(logs);
  }

  private void step(OngoingEpoch epoch, Feed feed, CallbackRuns callbacks) {
    interruption.check(epoch);
    callbacks.batchBegin(epoch.batch + 1);
    try (Batch batch = feed.next()) {
      model.write(session -> step(session, batch, epoch));
    }
    epoch.batch++;
    if (!callbacks.isEmpty()) {
      callbacks.batchEnd(epoch.batch, logs(epoch.sums.loss(), epoch.sums.metrics()));
    }
  }

  /** What the classes are called goes with what is learnt of them. */
  private void step(TrainSession session, Batch batch, OngoingEpoch epoch) {
    session.train(batch, epoch.sums);
    if (data.train().hasClassNames()) {
      session.classNames(data.train().classNames());
    }
  }

  /** In one turn: all batches see the weights of one step. */
  private Evaluation validate(OngoingEpoch epoch, int batchSize) {
    return model.read(
        session ->
            Evaluator.evaluate(
                session, data.validation(), batchSize, () -> interruption.check(epoch)));
  }

  private static Map<String, Double> logs(double loss, Map<String, Double> metrics) {
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("loss", loss);
    logs.putAll(metrics);
    return logs;
  }
}
