package org.cornu.train;

import org.cornu.data.Dataset;
import org.cornu.feed.Batch;
import org.cornu.feed.Batches;
import org.cornu.feed.ClassNumbers;
import org.cornu.feed.Feed;
import org.cornu.history.Evaluation;
import org.tensorflow.ndarray.Shape;

/** Measures a compiled net on a data set, batch by batch, within the caller's turn to read. */
public final class Evaluator {

  private Evaluator() {}

  /**
   * Loss and metrics over a data set.
   *
   * @throws IllegalArgumentException if the data has other shapes than the net, or no labels
   */
  public static Evaluation evaluate(TrainSession session, Dataset data) {
    DataCheck.requireLabelled("evaluate", session.compiled(), data);
    ClassNumbers.requireTrained("evaluate", session.classNames(), data);
    Shape input = session.compiled().net().input().shape();
    int batchSize = Batches.size(input, session.compiled().net().outputShape());
    return evaluate(session, data, batchSize, () -> {});
  }

  /** Of data that was checked, calling something before each batch, which may throw. */
  static Evaluation evaluate(
      TrainSession session, Dataset data, int batchSize, Runnable beforeBatch) {
    long start = System.nanoTime();
    Sums sums = session.sums();
    Shape output = session.compiled().net().outputShape();
    Batches batches = Batches.labelled(data, Batches.inOrder(data.size()), batchSize, output);
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
}
