package org.cornu.callbacks;

import java.util.Map;
import org.cornu.config.Config;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * What one run of a callback remembers, so that an interrupted training goes on as if it had not
 * been.
 *
 * @param values booleans, numbers, strings and lists of these
 * @param arrays such as the best weights, by their names
 */
public record CallbackState(Config values, Map<String, FloatNdArray> arrays) {

  /** Of a run that remembers nothing. */
  public static final CallbackState NONE = new CallbackState(Config.EMPTY, Map.of());

  /** Without arrays. */
  public static CallbackState of(Config values) {
    return new CallbackState(values, Map.of());
  }
}
