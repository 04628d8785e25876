package org.cornu.train;

import java.util.function.Function;
import org.cornu.data.Dataset;
import org.cornu.history.Evaluation;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Asks a net about a data set, batch by batch. Several threads may ask at once; whoever calls has
 * taken a turn to read, which lasts for all batches.
 */
public final class Inference {

  /** How many samples are handed to TensorFlow at once where nobody says otherwise. */
  public static final int BATCH_SIZE = 256;

  private Inference() {}

  /**
   * Loss and metrics over a data set.
   *
   * @throws IllegalArgumentException if the data has other shapes than the net, or no labels
   */
  public static Evaluation evaluate(TrainSession session, Dataset data, int batchSize) {
    DataCheck.requireLabelled("evaluate", session, data);
    return evaluate(session, data, batchSize, () -> {});
  }

  /** Of data that was checked, calling something before each batch, which may throw. */
  static Evaluation evaluate(
      TrainSession session, Dataset data, int batchSize, Runnable beforeBatch) {
    long start = System.nanoTime();
    Sums sums = session.sums();
    Batches batches =
        Batches.labelled(
            data, Batches.inOrder(data.size()), batchSize, session.net().outputShape());
    try (Feed feed = batches.from(0)) {
      for (int i = 0; i < batches.count(); i++) {
        beforeBatch.run();
        try (Batch batch = feed.next()) {
          session.test(batch, sums);
        }
      }
    }
    return new Evaluation(
        sums.loss(), sums.metrics(), sums.samples(), (System.nanoTime() - start) * 1e-9);
  }

  /**
   * A compiled net's answers, one row a sample.
   *
   * @throws IllegalArgumentException if the samples have another shape than the net's input
   */
  public static float[][] predict(TrainSession session, Dataset data, int batchSize) {
    DataCheck.requireInput("predict", session.net().input().shape(), data);
    return rows(
        Batches.unlabelled(data, batchSize),
        session::predict,
        new float[data.size()][width(session.net().outputShape())]);
  }

  /**
   * Runs a function from (batch, input...) to (batch, output...) over a data set.
   *
   * @param input shape of one sample
   * @param output shape of one answer
   * @throws IllegalArgumentException if the samples have another shape than the input
   */
  public static float[][] predict(
      Function<TFloat32, Result> net, Shape input, Shape output, Dataset data, int batchSize) {
    DataCheck.requireInput("predict", input, data);
    return rows(
        Batches.floats(data, batchSize),
        batch -> net.apply((TFloat32) batch.features()),
        new float[data.size()][width(output)]);
  }

  private static float[][] rows(Batches batches, Function<Batch, Result> net, float[][] rows) {
    int row = 0;
    try (Feed feed = batches.from(0)) {
      while (row < rows.length) {
        try (Batch batch = feed.next();
            Result result = net.apply(batch)) {
          int width = rows[row].length;
          float[] values = new float[batch.size() * width];
          ((TFloat32) result.get(0)).copyTo(DataBuffers.of(values, false, false));
          for (int j = 0; j < batch.size(); j++) {
            System.arraycopy(values, j * width, rows[row++], 0, width);
          }
        }
      }
    }
    return rows;
  }

  private static int width(Shape output) {
    return Math.toIntExact(output.size());
  }
}
