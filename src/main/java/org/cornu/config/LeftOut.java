package org.cornu.config;

import java.util.List;

/**
 * An option of a layer that Cornu lacks and that reading passes over, as most of them only training
 * needs. Whoever reads to train is to be told.
 *
 * @param option its name, for example {@code kernel_regularizer}
 * @param value as text
 */
public record LeftOut(String option, String value) {

  /** What begins a training, but does not shape it. */
  private static final String FIRST_VALUES = "_initializer";

  /** What each batch begins with, which prediction sees too. */
  private static final String STATEFUL = "stateful";

  private static final List<String> ENDS = List.of(FIRST_VALUES, "_regularizer", "_constraint");

  /** Whether an option is one that prediction never asks for, by the end of its name in Keras. */
  static boolean mayBe(String option) {
    return ENDS.stream().anyMatch(option::endsWith);
  }

  /** Whether answers may be others without it. */
  public boolean shapesPrediction() {
    return option.equals(STATEFUL);
  }

  /** Whether training on, from the weights in the file, would be another one without it. */
  public boolean shapesTraining() {
    return !option.endsWith(FIRST_VALUES);
  }
}
