package org.cornu.layers;

import org.cornu.activations.ActivationFunction;
import org.cornu.activations.KerasActivation;

/**
 * A layer with an activation of its own, such as {@code dense(10).softmax()}.
 *
 * @param <L> the layer's type, which its options return
 */
public interface Activated<L extends Activated<L>> extends UnaryLayer {

  /** What is applied to the layer's own output; linear for nothing. */
  ActivationFunction activation();

  /** Whether what comes after the activation adds to the loss; false by default. */
  default boolean penalizesOutput() {
    return false;
  }

  /** This layer with another activation. */
  L activation(ActivationFunction function);

  /** This layer, then relu. */
  default L relu() {
    return activation(KerasActivation.RELU);
  }

  /** This layer, then tanh. */
  default L tanh() {
    return activation(KerasActivation.TANH);
  }

  /** This layer, then sigmoid. */
  default L sigmoid() {
    return activation(KerasActivation.SIGMOID);
  }

  /** This layer, then softmax. */
  default L softmax() {
    return activation(KerasActivation.SOFTMAX);
  }
}
