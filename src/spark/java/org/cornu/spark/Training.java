package org.cornu.spark;

import java.io.Serializable;

/**
 * A program that every worker runs, to the same calls of {@code compile} and {@code fit}. Spark
 * sends it to the executors, so what it holds must be serializable: nets, data sets and settings
 * are made within it, or come as {@link SparkRows}.
 */
@FunctionalInterface
public interface Training extends Serializable {

  /**
   * Compiles a net for the worker's strategy, and trains it.
   *
   * @return the model, which is closed for you, and what {@code fit} gave
   * @throws Exception if it cannot; the stage then fails
   */
  Trained train(Worker worker) throws Exception;
}
