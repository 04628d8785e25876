package org.cornu.activations;

import org.cornu.config.Config;
import org.cornu.config.KerasClass;

/**
 * A function with options that Keras has as an operation of its own (Keras: {@code
 * keras.Operation}): with the usual options files name it, with others they hold it.
 */
interface Operation extends ActivationFunction {

  /** Whether its options are those of Keras's function. */
  boolean isUsual();

  @Override
  default Object described() {
    return isUsual()
        ? KerasClass.snakeCase(className())
        : Config.of("module", "keras.src.ops.nn")
            .with("class_name", className())
            .with("config", config())
            .with("registered_name", null);
  }
}
