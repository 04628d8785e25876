package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.Activations;
import org.cornu.activations.KerasActivation;
import org.cornu.config.Config;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * What layers with a kernel have in common.
 *
 * @param initializer first values of the kernel
 * @param bias first values of the bias; empty for no bias
 * @param activation applied to the output
 */
public record KernelOptions(
    Initializer initializer, Optional<Initializer> bias, ActivationFunction activation) {

  /** Keras's defaults: Glorot uniform, a bias of 0, no activation. */
  static final KernelOptions DEFAULT =
      new KernelOptions(
          Initializers.glorotUniform(), Optional.of(Initializers.zeros()), KerasActivation.LINEAR);

  /** The kernel, and a bias of the size of its last axis. */
  List<WeightSpec> weights(Shape kernel) {
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(WeightSpec.trainable("kernel", kernel, initializer));
    Shape outputs = Shape.of(Shapes.channels(kernel));
    bias.ifPresent(values -> weights.add(WeightSpec.trainable("bias", outputs, values)));
    return weights;
  }

  /** The product with the kernel, and the bias added: (batch, ..., outputs). */
  public Operand<TFloat32> product(
      LayerScope scope, Operand<TFloat32> x, DTypePolicy.Product product) {
    return scope.product(
        x, scope.weight("kernel"), bias.map(values -> scope.weight("bias")), product);
  }

  /** Under Keras's names. */
  Config config() {
    return Config.of("activation", activation.described())
        .with("use_bias", bias.isPresent())
        .with("kernel_initializer", initializer)
        .with("bias_initializer", bias.orElse(Initializers.zeros()));
  }

  /** Reads Keras's configuration. */
  static KernelOptions from(Config config) {
    Initializer bias = config.instance(Initializer.class, "bias_initializer", Initializers.zeros());
    return new KernelOptions(
        config.instance(Initializer.class, "kernel_initializer", Initializers.glorotUniform()),
        config.flag("use_bias", true) ? Optional.of(bias) : Optional.empty(),
        Activations.from(config));
  }
}
