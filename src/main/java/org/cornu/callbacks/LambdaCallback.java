package org.cornu.callbacks;

import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.cornu.history.Epoch;

/**
 * A callback of functions, each of which may be left out (Keras: {@code LambdaCallback}).
 *
 * @param trainBegin gets the run before its first epoch
 * @param epochBegin gets the epoch's number
 * @param batchBegin gets the batch's number within the epoch
 * @param batchEnd gets the batch's number within the epoch, and the epoch's means so far
 * @param epochEnd gets the epoch's figures
 * @param trainEnd is told that the run has ended
 */
public record LambdaCallback(
    Consumer<Training> trainBegin,
    IntConsumer epochBegin,
    IntConsumer batchBegin,
    BiConsumer<Integer, Map<String, Double>> batchEnd,
    Consumer<Epoch> epochEnd,
    Runnable trainEnd)
    implements Callback {

  public LambdaCallback {
    Objects.requireNonNull(trainBegin, "onTrainBegin needs a function, got null");
    Objects.requireNonNull(epochBegin, "onEpochBegin needs a function, got null");
    Objects.requireNonNull(batchBegin, "onBatchBegin needs a function, got null");
    Objects.requireNonNull(batchEnd, "onBatchEnd needs a function, got null");
    Objects.requireNonNull(epochEnd, "onEpochEnd needs a function, got null");
    Objects.requireNonNull(trainEnd, "onTrainEnd needs a function, got null");
  }

  /** Does nothing yet. */
  static final LambdaCallback NOTHING =
      new LambdaCallback(
          training -> {}, epoch -> {}, batch -> {}, (batch, logs) -> {}, epoch -> {}, () -> {});

  /** Calling this with the run, before its first epoch. */
  public LambdaCallback onTrainBegin(Consumer<Training> call) {
    return new LambdaCallback(call, epochBegin, batchBegin, batchEnd, epochEnd, trainEnd);
  }

  /** Calling this before each epoch, with its number. */
  public LambdaCallback onEpochBegin(IntConsumer call) {
    return new LambdaCallback(trainBegin, call, batchBegin, batchEnd, epochEnd, trainEnd);
  }

  /** Calling this before each batch, with its number. */
  public LambdaCallback onBatchBegin(IntConsumer call) {
    return new LambdaCallback(trainBegin, epochBegin, call, batchEnd, epochEnd, trainEnd);
  }

  /** Calling this after each batch. */
  public LambdaCallback onBatchEnd(BiConsumer<Integer, Map<String, Double>> call) {
    return new LambdaCallback(trainBegin, epochBegin, batchBegin, call, epochEnd, trainEnd);
  }

  /** Calling this after each epoch. */
  public LambdaCallback onEpochEnd(Consumer<Epoch> call) {
    return new LambdaCallback(trainBegin, epochBegin, batchBegin, batchEnd, call, trainEnd);
  }

  /** Calling this after the last epoch, also if the run was stopped or failed. */
  public LambdaCallback onTrainEnd(Runnable call) {
    return new LambdaCallback(trainBegin, epochBegin, batchBegin, batchEnd, epochEnd, call);
  }

  @Override
  public Run begin(Training training) {
    trainBegin.accept(training);
    return new Run() {
      @Override
      public void epochBegin(int epoch) {
        epochBegin.accept(epoch);
      }

      @Override
      public void batchBegin(int batch) {
        batchBegin.accept(batch);
      }

      @Override
      public void batchEnd(int batch, Map<String, Double> logs) {
        batchEnd.accept(batch, logs);
      }

      @Override
      public void epochEnd(Epoch epoch) {
        epochEnd.accept(epoch);
      }

      @Override
      public void end() {
        trainEnd.run();
      }
    };
  }
}
