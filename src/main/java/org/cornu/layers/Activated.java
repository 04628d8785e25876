package org.cornu.layers;

/**
 * A layer with an activation of its own, such as {@code dense(10).softmax()}.
 *
 * @param <L> the layer's type, which its options return
 */
public interface Activated<L extends Activated<L>> extends UnaryLayer {

  /** What is applied to the layer's own output; {@link ActivationFunction#LINEAR} for nothing. */
  ActivationFunction activation();

  /** This layer with another activation. */
  L activation(ActivationFunction function);

  /** This layer, then relu. */
  default L relu() {
    return activation(ActivationFunction.RELU);
  }

  /** This layer, then tanh. */
  default L tanh() {
    return activation(ActivationFunction.TANH);
  }

  /** This layer, then sigmoid. */
  default L sigmoid() {
    return activation(ActivationFunction.SIGMOID);
  }

  /** This layer, then softmax. */
  default L softmax() {
    return activation(ActivationFunction.SOFTMAX);
  }
}
