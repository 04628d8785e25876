package org.cornu.callbacks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.StepStats;

/** A run of {@code fit} as its callbacks see it. */
public interface Training {

  /** The model's name. */
  String name();

  /** The number of epochs that were done before this run. */
  int initialEpoch();

  /** The number of the last epoch, if nothing stops the run. */
  int epochs();

  /** Batches in an epoch. */
  int batches();

  /** Samples in an epoch, validation apart. */
  int samples();

  /** Samples in a batch; the last of an epoch may have fewer. */
  int batchSize();

  /**
   * Batches between two calls of a callback, 1 or more; before the end of an epoch there may be
   * fewer. See {@code stepsPerExecution} of {@code compile}.
   */
  int stepsPerExecution();

  /**
   * The names of the figures that an epoch logs, in order: {@code loss}, the metrics, then the same
   * with {@code val_} in front where there is validation.
   */
  List<String> logged();

  /** The learning rate of the optimizer's next step. */
  double learningRate();

  /**
   * Sets the learning rate from the next batch on.
   *
   * @param rate finite, 0 or more
   * @throws IllegalStateException if a schedule gives the rate
   */
  void learningRate(double rate);

  /** How many steps the optimizer has taken, over all runs. */
  long iteration();

  /** The TensorFlow graph that trains. */
  GraphDef graph();

  /**
   * Has TensorFlow trace the next execution, which is a step or several and is slower for it; no
   * number changes.
   *
   * @param reader called once, when it is done
   */
  void traceNext(StepReader reader);

  /** Takes what TensorFlow measured of one execution. */
  @FunctionalInterface
  interface StepReader {

    /** Called on the thread that trains, before its {@code batchEnd}. */
    void read(StepStats stats);
  }

  /** Copies of all weights, by Keras's paths, in Keras's order. */
  Map<String, FloatNdArray> weights();

  /** Sets some or all weights by their paths. */
  void setWeights(Map<String, ? extends FloatNdArray> weights);

  /**
   * Copies of the means of the trained weights that the optimizer keeps, by the weights' paths;
   * empty if it keeps none: see {@code ema} of an optimizer.
   */
  Map<String, FloatNdArray> averages();

  /** Sets some or all of these. */
  void setAverages(Map<String, ? extends FloatNdArray> averages);

  /**
   * Checks, before there is anything to lose, that {@link #save} will be able to write the model.
   *
   * @throws IOException if a part of it, such as a layer, a loss or a metric of the user's own,
   *     does not say how it is written
   */
  void requireSavable() throws IOException;

  /**
   * Writes the model as a {@code .keras} file, compiled, with the optimizer's state.
   *
   * @param file replaced when the new one is whole
   */
  void save(Path file) throws IOException;

  /**
   * Writes weights and optimizer state without the architecture, as a {@code .weights.h5} file.
   *
   * @param file replaced when the new one is whole
   */
  void saveWeights(Path file) throws IOException;

  /**
   * Writes all that a run needs to go on from here in another process, as a {@code .keras} file.
   *
   * @param file replaced when the new one is whole; kept where a weight, or what the optimizer
   *     keeps of one, is no finite number
   * @return whether it was written
   * @throws IllegalStateException if no callback has a {@link Callback#checkpoint}, which would
   *     take it up
   */
  boolean checkpoint(Path file) throws IOException;

  /** How the run ends, once that is decided. */
  Optional<Ending> ending();

  /**
   * Ends the run for good after the execution at hand, from any thread (Keras: {@code
   * model.stop_training = True}); an epoch that is not finished does not count.
   */
  void stop();

  /**
   * Breaks the run off after the execution at hand, from any thread. Given again with a {@link
   * BackupAndRestore}, the same {@code fit} goes on from its checkpoint; without one, an epoch that
   * is not finished does not count.
   */
  void breakOff();
}
