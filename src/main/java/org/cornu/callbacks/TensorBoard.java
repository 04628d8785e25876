package org.cornu.callbacks;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.cornu.history.Epoch;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * Writes a run for TensorBoard (Keras: {@code TensorBoard}), under Keras's tags: after each epoch
 * its measures and the learning rate, in the folders {@code train} and {@code validation}; the
 * graph that trains; and if asked for, each batch's measures and histograms of the weights. A run
 * that goes on writes one more file beside the first.
 *
 * @param folder shown by {@code tensorboard --logdir}
 * @param histogramFreq epochs between two histograms of each weight; 0 for none
 * @param batches batches between two of a batch's measures; 0 for none
 * @param writeGraph whether the graph is written
 */
public record TensorBoard(Path folder, int histogramFreq, int batches, boolean writeGraph)
    implements Callback {

  private static final String VALIDATION = "val_";

  public TensorBoard {
    Objects.requireNonNull(folder, "tensorBoard needs a folder, got null");
    if (histogramFreq < 0) {
      throw new IllegalArgumentException(
          "tensorBoard needs a histogramFreq of 0 epochs or more, got " + histogramFreq);
    }
    if (batches < 0) {
      throw new IllegalArgumentException(
          "tensorBoard needs everyBatches of 0 or more, got " + batches);
    }
  }

  /**
   * With histograms of the weights after the first epoch, and after each so many more; of those
   * weights that hold neither NaN nor infinity.
   */
  public TensorBoard histogramFreq(int epochs) {
    return new TensorBoard(folder, epochs, batches, writeGraph);
  }

  /**
   * With the epoch's means after each so many batches (Keras: {@code update_freq}, which then
   * leaves out the epochs that do not end on such a batch).
   */
  public TensorBoard everyBatches(int batches) {
    return new TensorBoard(folder, histogramFreq, batches, writeGraph);
  }

  /** Without the graph. */
  public TensorBoard withoutGraph() {
    return new TensorBoard(folder, histogramFreq, batches, false);
  }

  @Override
  public boolean onlyTells() {
    return true;
  }

  @Override
  public Run begin(Training training) {
    return new Events(training);
  }

  private final class Events implements Run {

    private final Training training;
    private final EventFile train = new EventFile(folder.resolve("train"));
    private EventFile validation;
    private int begun;

    Events(Training training) {
      this.training = training;
      if (writeGraph) {
        train.graph(training.graph());
      }
    }

    @Override
    public void batchBegin(int batch) {
      begun = batch;
    }

    @Override
    public void batchEnd(int batch, Map<String, Double> logs) {
      if (batches > 0) {
        long step = training.iteration();
        if (step / batches > (step - 1 - batch + begun) / batches) {
          logs.forEach((name, value) -> train.scalar("batch_" + name, value, step));
        }
      }
    }

    @Override
    public void epochEnd(Epoch epoch) {
      long step = epoch.number() - 1L;
      long iterations = training.iteration();
      epoch.logs().forEach((name, value) -> scalar(name, value, step, iterations));
      train.scalar("epoch_learning_rate", epoch.learningRate(), step);
      if (histogramFreq > 0 && step % histogramFreq == 0) {
        training.weights().forEach((path, array) -> histogram(path, array, step));
      }
      train.flush();
      if (validation != null) {
        validation.flush();
      }
    }

    private void scalar(String name, double value, long step, long iterations) {
      if (name.startsWith(VALIDATION)) {
        String measure = name.substring(VALIDATION.length());
        EventFile file = validation();
        file.scalar("epoch_" + measure, value, step);
        file.scalar("evaluation_%s_vs_iterations".formatted(measure), value, iterations);
      } else {
        train.scalar("epoch_" + name, value, step);
      }
    }

    private void histogram(String path, FloatNdArray array, long step) {
      boolean[] finite = {true};
      array.scalars().forEach(value -> finite[0] &= Float.isFinite(value.getFloat()));
      if (finite[0]) {
        train.histogram("%s/%s/histogram".formatted(training.name(), path), array, step);
      }
    }

    private EventFile validation() {
      if (validation == null) {
        validation = new EventFile(folder.resolve("validation"));
      }
      return validation;
    }

    @Override
    public void end() {
      try {
        train.close();
      } finally {
        if (validation != null) {
          validation.close();
        }
      }
    }
  }
}
