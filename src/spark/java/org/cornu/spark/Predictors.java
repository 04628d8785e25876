package org.cornu.spark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.spark.TaskContext;
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

  /** That of a model, until the task that runs here has ended. */
  static Predictor take(byte[] file, SparkPredictor.Loader loader) throws IOException {
    String key = digest(file);
    synchronized (HELD) {
      Predictors held = HELD.get(key);
      if (held == null) {
        closeIdle();
        held = new Predictors(loader.load(new ByteArrayInputStream(file)));
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
    }
  }

  private static void closeIdle() {
    HELD.values()
        .removeIf(
            each -> {
              if (each.tasks == 0) {
                each.predictor.close();
              }
              return each.tasks == 0;
            });
  }

  private static String digest(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256, this one lacks it", e);
    }
  }
}
