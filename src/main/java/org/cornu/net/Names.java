package org.cornu.net;

import java.util.HashMap;
import java.util.Map;
import org.cornu.config.KerasClass;

/** Default names as a fresh Keras process makes them: {@code conv2d}, {@code conv2d_1}, ... */
public final class Names {

  private final Map<String, Integer> counts = new HashMap<>();

  /** The next name for a class. */
  public String next(String className) {
    String stem = KerasClass.snakeCase(className);
    int count = counts.merge(stem, 1, Integer::sum);
    return count == 1 ? stem : stem + "_" + (count - 1);
  }
}
