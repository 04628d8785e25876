package org.cornu.activations;

/**
 * A function that Keras also has as a layer of this class and these options, such as {@code
 * LeakyReLU}: {@code Activation} with it is that layer in a file, and as the activation of another
 * layer a file holds that layer too.
 */
public interface LayerFunction extends ActivationFunction {

  /** Whether its options are those of Keras's function, so that files name it. */
  default boolean isUsual() {
    return described() != this;
  }
}
