package org.cornu.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.TaskCompletionListener;
import org.cornu.Predictor;

/**
 * The predictors of this process, one for each model. One that no task uses stays, for the next
 * task, until another model is asked for; so there is at most one that is idle.
 */
final class Predictors {

  private static final Map<String, Predictors> HELD = new HashMap<>();

  private final Predictor predictor;
  private int tasks;

  private Predictors(Predictor predictor) {
    this.predictor = predictor;
  }

  /**
   * That of a model, until the task that runs here has ended.
   *
   * @param key of the file and its loader, which no other has
   */
  static Predictor take(String key, Broadcast<byte[]> file, SparkPredictor.Loader loader)
      throws IOException {
    synchronized (HELD) {
      Predictors held = HELD.get(key);
      if (held == null) {
        closeIdle(Optional.empty());
        held = new Predictors(loader.load(new ByteArrayInputStream(file.value())));
        HELD.put(key, held);
      }
      held.tasks++;
      Predictors taken = held;
      TaskCompletionListener end = context -> taken.giveBack();
      TaskContext.get().addTaskCompletionListener(end);
      return held.predictor;
    }
  }

  private void giveBack() {
    synchronized (HELD) {
      tasks--;
      if (tasks == 0) {
        closeIdle(Optional.of(this));
      }
    }
  }

  private static void closeIdle(Optional<Predictors> kept) {
    HELD.values()
        .removeIf(
            each -> {
              boolean closes = each.tasks == 0 && !kept.equals(Optional.of(each));
              if (closes) {
                each.predictor.close();
              }
              return closes;
            });
  }
}
