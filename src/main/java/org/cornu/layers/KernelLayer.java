package org.cornu.layers;

import java.util.Optional;
import org.cornu.activations.ActivationFunction;
import org.cornu.initializers.Initializer;

/**
 * A layer with a kernel, and if wanted a bias and an activation.
 *
 * @param <L> the layer's type, which its options return
 */
public interface KernelLayer<L extends KernelLayer<L>> extends Activated<L> {

  /** Initializers, bias and activation. */
  KernelOptions options();

  /** This layer with others. */
  L options(KernelOptions options);

  /** Without bias (Keras: {@code use_bias=False}). */
  default L noBias() {
    return options(
        new KernelOptions(options().initializer(), Optional.empty(), options().activation()));
  }

  /** With other first values of the kernel. */
  default L kernelInitializer(Initializer initializer) {
    return options(new KernelOptions(initializer, options().bias(), options().activation()));
  }

  /** With a bias of other first values. */
  default L biasInitializer(Initializer initializer) {
    return options(
        new KernelOptions(
            options().initializer(), Optional.of(initializer), options().activation()));
  }

  @Override
  default ActivationFunction activation() {
    return options().activation();
  }

  @Override
  default L activation(ActivationFunction function) {
    return options(new KernelOptions(options().initializer(), options().bias(), function));
  }
}
