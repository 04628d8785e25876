package org.cornu.spark;

import java.io.Serializable;

/**
 * What is tried with each of several settings.
 *
 * @param <S> a setting, such as a record of a seed and a learning rate; serializable
 * @param <R> what comes out, such as a {@link org.cornu.history.History}; serializable
 */
@FunctionalInterface
public interface Trial<S, R> extends Serializable {

  /**
   * Tries one setting.
   *
   * @throws Exception if it cannot; Spark tries again, as often as {@code spark.task.maxFailures}
   *     says
   */
  R run(S setting) throws Exception;
}
