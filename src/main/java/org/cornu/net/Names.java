package org.cornu.net;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Default names as a fresh Keras process makes them: {@code conv2d}, {@code conv2d_1}, ... */
final class Names {

  private final Map<String, Integer> counts = new HashMap<>();

  /** The next name for a class. */
  String next(String className) {
    String stem = snakeCase(className);
    int count = counts.merge(stem, 1, Integer::sum);
    return count == 1 ? stem : stem + "_" + (count - 1);
  }

  /** Keras's {@code to_snake_case}: {@code MaxPooling2D} to {@code max_pooling2d}. */
  static String snakeCase(String className) {
    return className
        .replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
