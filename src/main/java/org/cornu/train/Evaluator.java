package org.cornu.train;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.cornu.data.Dataset;
import org.cornu.feed.Batch;
import org.cornu.feed.Batches;
import org.cornu.feed.ClassNumbers;
import org.cornu.feed.Feed;
import org.cornu.graph.Spec;
import org.cornu.history.Evaluation;
import org.cornu.net.NetStates;
import org.cornu.serving.Answers;
import org.cornu.step.CompiledNet;
import org.tensorflow.ndarray.Shape;

/** Measures and asks a compiled net on a data set, batch by batch, within the caller's turn. */
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
    NetStates states = session.states().kept();
    int batchSize = states.batchSize().orElseGet(() -> Batches.size(samples));
    states.requireWholeBatches("evaluate", data.size(), batchSize);
    Evaluation evaluation = evaluate(session, data, batchSize, () -> {});
    session.strategy().settle();
    return evaluation;
  }

  /**
   * The net's answers to data, for each output a row a sample.
   *
   * @throws IllegalArgumentException if the data have other inputs than the net
   */
  public static List<float[][]> answers(TrainSession session, Dataset data) {
    CompiledNet compiled = session.compiled();
    OptionalInt batchSize = session.states().kept().batchSize();
    batchSize.ifPresent(
        size -> session.states().kept().requireWholeBatches("predict", data.size(), size));
    return Answers.of(
        session::predict, compiled.wants(), compiled.net().outputSpecs(), batchSize, data);
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
