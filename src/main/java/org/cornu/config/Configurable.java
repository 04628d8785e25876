package org.cornu.config;

/** What a file can hold: it states its class and its configuration under Keras's names. */
public interface Configurable {

  /** Keras's name of the class, for example {@code Conv2D}. */
  default String className() {
    return getClass().getSimpleName();
  }

  /**
   * The configuration, from which the class's {@code from} makes an equal object.
   *
   * @throws UnsupportedOperationException if the class does not give one
   */
  default Config config() {
    throw new UnsupportedOperationException(
        "%s cannot be written to a file: it has no config(); override it, and read it by a KerasClass; saveWeights and export need none"
            .formatted(getClass().getName()));
  }
}
