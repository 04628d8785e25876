package org.cornu.serving;

import java.util.function.Function;
import org.cornu.data.Dataset;
import org.cornu.feed.Batch;
import org.cornu.feed.Batches;
import org.cornu.feed.Feed;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** What a net says of a data set, asked batch by batch: one row a sample. */
public final class Answers {

  private Answers() {}

  /**
   * Asks a net that reads unsigned bytes as well.
   *
   * @param net answers a batch with (batch, output...)
   * @param input shape of one sample
   * @param output shape of one answer
   * @throws IllegalArgumentException if the samples have another shape than the input
   */
  public static float[][] of(Function<Batch, Result> net, Shape input, Shape output, Dataset data) {
    Batches.requireShape("predict", input, data);
    return rows(Batches.unlabelled(data, Batches.size(input, output)), net, output);
  }

  /**
   * Asks a net that reads floats alone: a loaded one.
   *
   * @throws IllegalArgumentException if the samples have another shape than the input
   */
  public static float[][] of(LoadedModel net, Dataset data) {
    Batches.requireShape("predict", net.inputShape(), data);
    int batchSize = Batches.size(net.inputShape(), net.outputShape());
    return rows(
        Batches.floats(data, batchSize),
        batch -> net.run((TFloat32) batch.features().get(0)),
        net.outputShape());
  }

  private static float[][] rows(Batches batches, Function<Batch, Result> net, Shape output) {
    int width = Math.toIntExact(output.size());
    float[][] rows = new float[batches.samples()][width];
    int row = 0;
    try (Feed feed = batches.from(0)) {
      while (row < rows.length) {
        try (Batch batch = feed.next();
            Result result = net.apply(batch)) {
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
}
