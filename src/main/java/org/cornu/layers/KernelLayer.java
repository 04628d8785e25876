package org.cornu.layers;

import org.cornu.activations.ActivationFunction;
import org.cornu.constraints.Constraint;
import org.cornu.initializers.Initializer;
import org.cornu.regularizers.Regularizer;

/**
 * A layer with a kernel, and if wanted a bias and an activation.
 *
 * @param <L> the layer's type, which its options return
 */
public interface KernelLayer<L extends KernelLayer<L>> extends Activated<L> {

  /** What is said of kernel and bias, activation, and what the output adds to the loss. */
  KernelOptions options();

  /** This layer with others. */
  L options(KernelOptions options);

  /** Without bias (Keras: {@code use_bias=False}). */
  default L noBias() {
    return options(options().noBias());
  }

  /** With a bias, as by default (Keras: {@code use_bias=True}). */
  default L withBias() {
    return options(options().bias(bias -> bias));
  }

  /** With other first values of the kernel. */
  default L kernelInitializer(Initializer initializer) {
    return options(options().kernel(kernel -> kernel.initialized(initializer)));
  }

  /** With a bias of other first values. */
  default L biasInitializer(Initializer initializer) {
    return options(options().bias(bias -> bias.initialized(initializer)));
  }

  /** With a kernel that adds something to the loss, {@code l2(0.01)}. */
  default L kernelRegularizer(Regularizer regularizer) {
    return options(options().kernel(kernel -> kernel.regularized(regularizer)));
  }

  /** With a bias that adds something to the loss. */
  default L biasRegularizer(Regularizer regularizer) {
    return options(options().bias(bias -> bias.regularized(regularizer)));
  }

  /** With an output that adds something to the loss: the penalty of a batch over its size. */
  default L activityRegularizer(Regularizer regularizer) {
    return options(options().activityRegularizer(regularizer));
  }

  /** With a kernel that each step puts back where it must stay, {@code maxNorm(2)}. */
  default L kernelConstraint(Constraint constraint) {
    return options(options().kernel(kernel -> kernel.constrained(constraint)));
  }

  /** With a bias that each step puts back where it must stay. */
  default L biasConstraint(Constraint constraint) {
    return options(options().bias(bias -> bias.constrained(constraint)));
  }

  @Override
  default boolean penalizesOutput() {
    return options().activityRegularizer().isPresent();
  }

  @Override
  default ActivationFunction activation() {
    return options().activation();
  }

  @Override
  default L activation(ActivationFunction function) {
    return options(options().activation(function));
  }
}
