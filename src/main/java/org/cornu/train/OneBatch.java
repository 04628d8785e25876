package org.cornu.train;

import java.util.Map;
import java.util.function.Consumer;
import org.cornu.data.Dataset;
import org.cornu.feed.Batch;
import org.cornu.feed.Batches;
import org.cornu.feed.ClassNumbers;
import org.cornu.feed.Feed;

/** A batch that the user's own loop gives, within the caller's turn. */
public final class OneBatch {

  private OneBatch() {}

  /**
   * Takes one step.
   *
   * @return loss and metrics before it
   * @throws IllegalArgumentException if the data does not fit the net
   */
  public static Map<String, Double> train(TrainSession session, Dataset data) {
    Sums sums = session.sums();
    with("trainOnBatch", session, data, batch -> session.train(batch, sums, 0));
    DataCheck.names(data).ifPresent(session::classNames);
    return sums.logs();
  }

  /** Measures without a step. */
  public static Map<String, Double> test(TrainSession session, Dataset data) {
    Sums sums = session.sums();
    with("testOnBatch", session, data, batch -> session.test(batch, sums));
    return sums.logs();
  }

  private static void with(String call, TrainSession session, Dataset data, Consumer<Batch> use) {
    DataCheck.requireLabelled(call, session.compiled(), data);
    ClassNumbers.requireTrained(call, session.classNames(), data);
    DataCheck.requireBatch(call, data.size(), session.compiled(), data, "take fewer samples");
    session.states().kept().requireWholeBatches(call, data.size(), data.size());
    int[] rows = Batches.inOrder(data.size());
    Batches batches =
        Batches.of(
            data, rows, data.size(), session.compiled().wants(), session.strategy().members());
    try (Feed feed = batches.from(0);
        Batch batch = feed.next()) {
      use.accept(batch);
    }
  }
}
