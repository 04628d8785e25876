package org.cornu.history;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures of one finished epoch.
 *
 * @param number counted from 1, over all calls of {@code fit} on a model
 * @param logs mean over the epoch's samples by Keras's names, in Keras's order: {@code loss}, the
 *     metrics, then the same with {@code val_} in front where there was validation
 * @param learningRate the optimizer's rate at the epoch's end, as Keras logs it: with a schedule,
 *     that of the next step
 * @param seconds wall-clock time of training and validation together
 */
public record Epoch(int number, Map<String, Double> logs, double learningRate, double seconds)
    implements Serializable {

  public Epoch {
    logs = Collections.unmodifiableMap(new LinkedHashMap<>(logs));
  }
}
