package org.cornu.train;

import java.util.function.Function;
import org.cornu.data.Dataset;
import org.cornu.feed.Batch;
import org.cornu.feed.Batches;
import org.cornu.feed.Feed;
import org.cornu.history.Evaluation;
import org.cornu.net.Net;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Asks a net about a data set, batch by batch. Several threads may ask at once; whoever calls has
 * taken a turn to read, which lasts for all batches.
 */
public final class Inference {

  private static final int MOST_SAMPLES = 256;

  /** What is read or answered by one batch: a quarter of a gigabyte. */
  private static final int MOST_NUMBERS = 1 << 26;

  private Inference() {}

  /**
   * Loss and metrics over a data set.
   *
   * @throws IllegalArgumentException if the data has other shapes than the net, or no labels
   */
  public static Evaluation evaluate(TrainSession session, Dataset data) {
    DataCheck.requireLabelled("evaluate", session, data);
    Net net = session.net();
    int batchSize = batchSize(net.input().shape(), net.outputShape());
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
  public static float[][] predict(TrainSession session, Dataset data) {
    Shape input = session.net().input().shape();
    Shape output = session.net().outputShape();
    DataCheck.requireInput("predict", input, data);
    return rows(
        Batches.unlabelled(data, batchSize(input, output)),
        session::predict,
        new float[data.size()][width(output)]);
  }

  /**
   * Runs a function from (batch, input...) to (batch, output...) over a data set.
   *
   * @param input shape of one sample
   * @param output shape of one answer
   * @throws IllegalArgumentException if the samples have another shape than the input
   */
  public static float[][] predict(
      Function<TFloat32, Result> net, Shape input, Shape output, Dataset data) {
    DataCheck.requireInput("predict", input, data);
    return rows(
        Batches.floats(data, batchSize(input, output)),
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

  /** How many samples are handed to TensorFlow at once: of large ones fewer. */
  static int batchSize(Shape input, Shape output) {
    long sample = Math.max(input.size(), output.size());
    return (int) Math.max(1, Math.min(MOST_SAMPLES, MOST_NUMBERS / sample));
  }

  private static int width(Shape output) {
    return Math.toIntExact(output.size());
  }
}
