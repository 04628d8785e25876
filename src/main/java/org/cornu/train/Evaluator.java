package org.cornu.train;

import java.util.List;
import java.util.stream.Stream;
import org.cornu.data.Dataset;
import org.cornu.feed.Batch;
import org.cornu.feed.Batches;
import org.cornu.feed.ClassNumbers;
import org.cornu.feed.Feed;
import org.cornu.graph.Spec;
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
    List<Shape> samples =
        Stream.concat(
                data.inputs().stream().map(Batches::shape),
                session.compiled().net().outputSpecs().stream().map(Spec::shape))
            .toList();
    int batchSize = Batches.size(samples);
    Evaluation evaluation = evaluate(session, data, batchSize, () -> {});
    session.strategy().settle();
    return evaluation;
  }

  /** Of data that was checked, calling something before each batch, which may throw. */
  static Evaluation evaluate(
      TrainSession session, Dataset data, int batchSize, Runnable beforeBatch) {
    long start = System.nanoTime();
    Sums sums = session.sums();
    int[] rows = Batches.inOrder(data.size());
    Batches batches =
        Batches.of(data, rows, batchSize, session.compiled().wants(), session.strategy().members());
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
