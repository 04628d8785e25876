package org.cornu.train;

import java.util.Optional;
import org.cornu.data.Dataset;
import org.cornu.device.Guarded;
import org.cornu.feed.Batch;
import org.cornu.feed.Batches;
import org.cornu.feed.Feed;
import org.cornu.feed.RowNumbers;
import org.cornu.step.CompiledNet;
import org.cornu.step.Loop;

/** How a run takes its steps: one by one, or several by one run of the graph. */
final class Steps implements AutoCloseable {

  private final Guarded<TrainSession> model;
  private final CompiledNet compiled;
  private final int batchSize;
  private final int together;
  private final boolean onDevice;
  private final Optional<Loop> loop; // empty: the graph's own step

  /**
   * Prepares them; on the device, data are there from now until the end.
   *
   * @param train what is trained on
   */
  Steps(Guarded<TrainSession> model, Fit fit, Dataset train) {
    this.model = model;
    this.compiled = model.read(TrainSession::compiled);
    this.batchSize = Math.min(fit.batchSize(), train.size());
    this.together = compiled.how().stepsPerExecution();
    this.onDevice = fit.onDevice();
    if (onDevice) {
      int[] all = Batches.inOrder(train.size());
      Batches batches = Batches.of(train, all, all.length, compiled.wants());
      try (Feed feed = batches.from(0);
          Batch whole = feed.next()) {
        this.loop = Optional.of(model.change(at -> at.executions().resident(whole)));
      }
    } else {
      this.loop =
          together == 1 ? Optional.empty() : Optional.of(model.change(at -> at.executions().fed()));
    }
  }

  /**
   * The batches of an epoch, so many together as an execution takes.
   *
   * @param order of the samples
   * @param first batch, counted from 0
   */
  Feed feed(Dataset train, int[] order, int first) {
    if (onDevice) {
      int most = (int) Math.min((long) batchSize * together, order.length);
      return new RowNumbers(order, first * batchSize, most);
    }
    return Batches.of(
            train, order, batchSize, compiled.wants(), model.read(TrainSession::strategy).members())
        .together(together)
        .from(first);
  }

  /** How many steps a batch is, taken together. */
  int count(Batch batch) {
    return (batch.size() + batchSize - 1) / batchSize;
  }

  /**
   * Takes them, and adds what each measured before its update.
   *
   * @param wish that other processes hear of, 0 for none
   * @return the wishes of all
   */
  float take(TrainSession session, Batch batch, Sums sums, float wish) {
    if (loop.isEmpty()) {
      return session.train(batch, sums, wish);
    }
    session.executions().train(loop.get(), batch, batchSize, sums);
    return 0;
  }

  @Override
  public void close() {
    if (onDevice) {
      model.write(session -> session.executions().free());
    }
  }
}
