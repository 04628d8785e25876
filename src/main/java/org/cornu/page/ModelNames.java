package org.cornu.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is new in each of the five nets, in words: these say more than {@code model4}. */
final class ModelNames {

  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("model1", "one convolution");
    NAMES.put("model2", "+ dense layer");
    NAMES.put("model3", "two small convolutions");
    NAMES.put("model4", "+ dropout");
    NAMES.put("model5", "batch normalization");
    NAMES.put("champion", "champion");
  }

  private ModelNames() {}

  /** By the nets' names. */
  static Map<String, String> all() {
    return Collections.unmodifiableMap(NAMES);
  }
}
