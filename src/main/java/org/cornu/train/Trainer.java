package org.cornu.train;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.cornu.data.Dataset;
import org.cornu.data.Split;
import org.cornu.device.Guarded;
import org.cornu.distribute.Strategy;
import org.cornu.feed.Batch;
import org.cornu.feed.ClassNumbers;
import org.cornu.feed.Feed;
import org.cornu.history.Evaluation;
import org.cornu.history.History;
import org.cornu.net.NetStates;
import org.cornu.saving.NativeMemory;
import org.cornu.step.CompiledNet;

/** The loop of {@code fit}: epochs, shuffling, steps, validation. Where a run stands, it knows. */
public final class Trainer {

  private final Guarded<TrainSession> model;
  private final CompiledNet compiled;
  private final Fit fit;
  private final Split data;
  private final Interruption interruption;
  private final Strategy strategy;
  private final boolean isAmongOthers;

  /**
   * Prepares a run.
   *
   * @throws IllegalArgumentException if the data does not fit the net
   */
  public Trainer(Guarded<TrainSession> model, Dataset data, Fit fit) {
    this.model = model;
    this.compiled = model.read(TrainSession::compiled);
    this.fit = fit;
    this.strategy = model.read(TrainSession::strategy);
    this.isAmongOthers = strategy.members().here() < strategy.members().all();
    DataCheck.requireLabelled("fit", compiled, data);
    ClassNumbers.requireTrained("fit", model.read(TrainSession::classNames), data);
    this.data = weighed(fit.validation().split(data), fit);
    if (this.data.validation() != null) {
      DataCheck.requireLabelled("fit's validation", compiled, this.data.validation());
      ClassNumbers.requireSame(this.data.train(), this.data.validation());
      DataCheck.warnOfSortedClasses(compiled, this.data);
    }
    requireRoom(this.data.train());
    requireWholeBatches("fit", this.data.train());
    if (this.data.validation() != null) {
      requireWholeBatches("fit's validation", this.data.validation());
    }
    this.interruption = new Interruption(compiled.name());
  }

  private void requireRoom(Dataset train) {
    if (fit.onDevice()) {
      DataCheck.requireInMemory(compiled, train);
      if (!strategy.isPlain()) {
        throw new IllegalArgumentException(
            "fit needs a net of one device for dataOnDevice, got one that is distributed; leave dataOnDevice out");
      }
    } else {
      long together = (long) fit.batchSize() * compiled.how().stepsPerExecution();
      int most = (int) Math.min(together, train.size());
      DataCheck.requireBatch(
          "fit", most, compiled, train, "take a smaller batchSize, or fewer stepsPerExecution");
    }
  }

  private void requireWholeBatches(String call, Dataset part) {
    NetStates states = model.read(session -> session.states().kept());
    states.requireWholeBatches(call, part.size(), fit.batchSize());
  }

  private static Split weighed(Split data, Fit fit) {
    if (!fit.classWeights().isEmpty() && data.train().targets().size() > 1) {
      throw new IllegalArgumentException(
          "fit needs data of one target for classWeights, got %s; give each target its own by withWeights(target, weights)"
              .formatted(data.train().targets()));
    }
    return fit.classWeights().isEmpty()
        ? data
        : new Split(data.train().withClassWeights(fit.classWeights()), data.validation());
  }

  /**
   * Trains until the last epoch, or until a callback ends the run.
   *
   * @throws CancellationException if the thread is interrupted, which it then stays
   */
  public History run() {
    try {
      if (isAmongOthers) {
        strategy.requireSame(Fingerprint.ofWorker(compiled, data, fit));
      }
      Start start = Start.of(model, data, fit);
      if (isAmongOthers) {
        requireSame(start);
      }
      Run run = new Run(model, fit, data, start);
      try (Steps steps = new Steps(model, fit, data.train());
          CallbackRuns callbacks = run.callbacks()) {
        train(run, steps, callbacks);
      }
      strategy.settle();
      return new History(compiled.seed().value(), run.finished());
    } catch (UncheckedIOException e) {
      throw interruption.cause(e);
    } finally {
      interruption.giveBack();
    }
  }

  /** Before the first step, which several processes would take together. */
  private void requireSame(Start start) {
    strategy.requireSame(
        model.read(
            session -> {
              try (NativeMemory memory = new NativeMemory()) {
                return Fingerprint.ofStart(start, fit, session.variables().weights(memory));
              }
            }));
  }

  private void train(Run run, Steps steps, CallbackRuns callbacks) {
    try {
      run.begin();
      CommonEnding ending = new CommonEnding(run, isAmongOthers);
      while (goesOn(run, ending)) {
        epoch(run, ending, steps, callbacks);
      }
      run.end();
    } catch (RuntimeException | Error e) {
      run.failed();
      throw e;
    }
  }

  private boolean goesOn(Run run, CommonEnding ending) {
    ending.heed(strategy.sum(ending.wish()));
    return !ending.isNow() && run.hasMore();
  }

  private void epoch(Run run, CommonEnding ending, Steps steps, CallbackRuns callbacks) {
    OngoingEpoch epoch = run.epoch();
    Dataset train = data.train().inEpoch(compiled.seed(), epoch.epoch);
    int[] order =
        fit.shuffle()
            .order(compiled.seed().draws("shuffle", "", epoch.epoch), train, run.batchSize());
    try (Feed feed = steps.feed(train, order, epoch.batch)) {
      while (epoch.batch < run.batches()) {
        if (ending.isNow()) {
          return;
        }
        step(epoch, ending, steps, feed, callbacks);
      }
    }
    Map<String, Double> logs = epoch.sums.logs();
    if (data.validation() != null) {
      Evaluation held = validate(epoch, run.batchSize(), callbacks);
      logs.put("val_loss", held.loss());
      held.metrics().forEach((name, value) -> logs.put("val_" + name, value));
    }
    run.epochEnd(logs);
  }

  private void step(
      OngoingEpoch epoch, CommonEnding ending, Steps steps, Feed feed, CallbackRuns callbacks) {
    interruption.check(epoch);
    callbacks.batchBegin(epoch.batch + 1);
    try (Batch batch = feed.next()) {
      float wish = ending.wish();
      ending.heed(model.change(session -> step(session, steps, batch, epoch, wish)));
      epoch.batch += steps.count(batch);
    }
    if (!callbacks.isEmpty()) {
      callbacks.batchEnd(epoch.batch, epoch.sums.logs());
    }
  }

  /** What the classes are called goes with what is learnt of them. */
  private float step(
      TrainSession session, Steps steps, Batch batch, OngoingEpoch epoch, float wish) {
    float wishes = steps.take(session, batch, epoch.sums, wish);
    DataCheck.names(data.train()).ifPresent(session::classNames);
    return wishes;
  }

  /** In one turn: all batches see the weights of one step. */
  private Evaluation validate(OngoingEpoch epoch, int batchSize, CallbackRuns callbacks) {
    callbacks.testBegin();
    try {
      return StateValues.ask(
          model,
          session ->
              Evaluator.evaluate(
                  session, data.validation(), batchSize, () -> interruption.check(epoch)));
    } finally {
      callbacks.testEnd();
    }
  }
}
