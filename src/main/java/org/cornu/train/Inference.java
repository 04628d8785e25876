package org.cornu.train;

import java.util.function.Function;
import org.cornu.data.Dataset;
import org.cornu.history.Evaluation;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Asks a net about a data set, batch by batch. */
public final class Inference {

  private Inference() {}

  /**
   * Loss and metrics over a data set.
   *
   * @throws IllegalArgumentException if the data has other shapes than the net, or no labels
   */
  public static Evaluation evaluate(TrainSession session, Dataset data, int batchSize) {
    Data.requireLabelled("evaluate", session, data);
    long start = System.nanoTime();
    Sums sums = session.sums();
    Batches batches =
        new Batches(data, Batches.inOrder(data), batchSize, session.net().outputShape());
    for (int i = 0; i < batches.count(); i++) {
      try (Batch batch = batches.batch(i)) {
        session.test(batch, sums);
      }
    }
    return new Evaluation(
        sums.loss(), sums.metrics(), sums.samples(), (System.nanoTime() - start) * 1e-9);
  }

  /**
   * The net's answers, one row a sample.
   *
   * @throws IllegalArgumentException if the samples have another shape than the net's input
   */
  public static float[][] predict(TrainSession session, Dataset data, int batchSize) {
    Data.requireInput("predict", session.net().input().shape(), data);
    return predict(session::predict, session.net().outputShape(), data, batchSize);
  }

  /** The answers of whatever runs a batch. */
  static float[][] predict(Function<Batch, Result> run, Shape output, Dataset data, int batchSize) {
    int width = Math.toIntExact(output.size());
    float[][] rows = new float[data.size()][width];
    Batches batches = new Batches(data, Batches.inOrder(data), batchSize, null);
    int row = 0;
    for (int i = 0; i < batches.count(); i++) {
      try (Batch batch = batches.batch(i);
          Result result = run.apply(batch)) {
        float[] values = new float[batch.size() * width];
        ((TFloat32) result.get(0)).copyTo(DataBuffers.of(values, false, false));
        for (int j = 0; j < batch.size(); j++) {
          System.arraycopy(values, j * width, rows[row++], 0, width);
        }
      }
    }
    return rows;
  }
}
