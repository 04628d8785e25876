package org.cornu.callbacks;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cornu.history.Epoch;

/** The words in which the console speaks of an epoch. */
final class EpochText {

  private EpochText() {}

  /** {@code epoch  3/20}. */
  static String number(int epoch, int epochs) {
    int width = Integer.toString(epochs).length();
    return String.format(Locale.ROOT, "epoch %" + width + "d/%d", epoch, epochs);
  }

  /** {@code loss 0.0421  accuracy 0.9871}. */
  static String logs(Map<String, Double> logs) {
    return logs.entrySet().stream()
        .map(log -> String.format(Locale.ROOT, "%s %.4f", log.getKey(), log.getValue()))
        .collect(Collectors.joining("  "));
  }

  /** A finished epoch in one line. */
  static String line(Epoch epoch, Training training) {
    return String.format(
        Locale.ROOT,
        "%s  %s  %.1f s  %,.0f samples/s",
        number(epoch.number(), training.epochs()),
        logs(epoch.logs()),
        epoch.seconds(),
        training.samples() / epoch.seconds());
  }
}
