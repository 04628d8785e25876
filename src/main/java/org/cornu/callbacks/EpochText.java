package org.cornu.callbacks;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cornu.history.Epoch;

/** The words in which the console speaks of an epoch; a line fits a terminal of 80 columns. */
final class EpochText {

  private static final String VALIDATION = "val_";

  private EpochText() {}

  /** {@code epoch 3/20}. */
  static String number(int epoch, int epochs) {
    int width = Integer.toString(epochs).length();
    return String.format(Locale.ROOT, "epoch %" + width + "d/%d", epoch, epochs);
  }

  /** {@code loss 0.0421 (val 0.0533) accuracy 0.9871 (val 0.9840)}. */
  static String logs(Map<String, Double> logs) {
    return logs.keySet().stream()
        .filter(name -> !name.startsWith(VALIDATION))
        .map(name -> name + " " + figure(logs.get(name)) + validation(logs.get(VALIDATION + name)))
        .collect(Collectors.joining("  "));
  }

  /** A finished epoch in one line. */
  static String line(Epoch epoch, Training training) {
    return String.format(
        Locale.ROOT,
        "%s  %s  %.1f s",
        number(epoch.number(), training.epochs()),
        logs(epoch.logs()),
        epoch.seconds());
  }

  private static String validation(Double value) {
    return value == null ? "" : " (val " + figure(value) + ")";
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
