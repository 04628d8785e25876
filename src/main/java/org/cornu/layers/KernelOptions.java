package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.Activations;
import org.cornu.activations.Glu;
import org.cornu.activations.KerasActivation;
import org.cornu.config.Config;
import org.cornu.graph.DTypePolicy;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.regularizers.Regularizer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What layers with a kernel have in common.
 *
 * @param kernel first values of the kernel, and what holds it back
 * @param bias the same of the bias; empty for no bias
 * @param activation applied to the output
 * @param activityRegularizer what the output adds to the loss; empty for nothing
 */
public record KernelOptions(
    WeightOptions kernel,
    Optional<WeightOptions> bias,
    ActivationFunction activation,
    Optional<Regularizer> activityRegularizer) {

  static final WeightOptions USUAL_BIAS = WeightOptions.of(Initializers.zeros());

  /** Keras's defaults: Glorot uniform, a bias of 0, no activation. */
  static final KernelOptions DEFAULT =
      new KernelOptions(
          WeightOptions.of(Initializers.glorotUniform()),
          Optional.of(USUAL_BIAS),
          KerasActivation.LINEAR,
          Optional.empty());

  public KernelOptions {
    Objects.requireNonNull(activation, "a layer needs an activation, got null");
    if (activation instanceof Glu) {
      throw new IllegalArgumentException(
          "a layer needs an activation that keeps its shape, got glu; give it a layer of its own:"
              + " activation(glu())");
    }
  }

  KernelOptions noBias() {
    return new KernelOptions(kernel, Optional.empty(), activation, activityRegularizer);
  }

  KernelOptions kernel(UnaryOperator<WeightOptions> change) {
    return new KernelOptions(change.apply(kernel), bias, activation, activityRegularizer);
  }

  /** With another bias; where there is none, Keras's usual one is changed. */
  KernelOptions bias(UnaryOperator<WeightOptions> change) {
    WeightOptions changed = change.apply(bias.orElse(USUAL_BIAS));
    return new KernelOptions(kernel, Optional.of(changed), activation, activityRegularizer);
  }

  KernelOptions activation(ActivationFunction function) {
    return new KernelOptions(kernel, bias, function, activityRegularizer);
  }

  KernelOptions activityRegularizer(Regularizer regularizer) {
    Objects.requireNonNull(regularizer, "a layer's output needs a regularizer, got null");
    return new KernelOptions(kernel, bias, activation, Optional.of(regularizer));
  }

  /** The kernel, and a bias of the size of its last axis. */
  List<WeightSpec> weights(Shape kernel) {
    return weights(kernel, Shapes.channels(kernel));
  }

  /** The kernel, and a bias of so many outputs. */
  List<WeightSpec> weights(Shape kernel, long outputs) {
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(this.kernel.weight("kernel", kernel));
    bias.ifPresent(options -> weights.add(options.weight("bias", Shape.of(outputs))));
    return weights;
  }

  /** The product with the kernel, and the bias added: (batch, ..., outputs). */
  public Operand<TFloat32> product(
      LayerScope scope, Operand<TFloat32> x, DTypePolicy.Product product) {
    return product(scope, x, "kernel", product);
  }

  /** The same with a kernel of another name. */
  Operand<TFloat32> product(
      LayerScope scope, Operand<TFloat32> x, String kernel, DTypePolicy.Product product) {
    return scope.product(
        x, scope.weight(kernel), bias.map(options -> scope.weight("bias")), product);
  }

  /** What the layer gives, of what it computes before its activation. */
  Operand<TFloat32> output(LayerScope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = activation.apply(scope.tf(), x);
    activityRegularizer.ifPresent(regularizer -> penalize(scope, y, regularizer));
    return y;
  }

  /** For each sample of the batch, as in Keras. */
  public static void penalize(LayerScope scope, Operand<TFloat32> y, Regularizer regularizer) {
    Ops tf = scope.tf();
    Operand<TInt32> samples = tf.gather(tf.shape(y), tf.constant(0), tf.constant(0));
    Operand<TFloat32> count = tf.dtypes.cast(samples, TFloat32.class);
    scope.addLoss(tf.math.div(regularizer.penalty(tf, y), count));
  }

  /**
   * Under Keras's names.
   *
   * @param kernel by which its options go: {@code kernel}, {@code depthwise}, {@code pointwise}
   */
  Config config(String kernel) {
    Config config =
        Config.of("activation", activation.described())
            .with("use_bias", bias.isPresent())
            .with(this.kernel.config(kernel))
            .with(bias.orElse(USUAL_BIAS).config("bias"));
    return activityRegularizer.isPresent()
        ? config.with("activity_regularizer", activityRegularizer.get())
        : config;
  }

  /** Takes a kernel as it is: not quantized, and without the adapters of LoRA. */
  static void requirePlain(Config config) {
    for (String option :
        List.of("lora_rank", "lora_alpha", "quantization_config", "quantization_mode")) {
      config.require(option, null);
    }
  }

  /**
   * Reads Keras's configuration.
   *
   * @param kernel by which its options go
   */
  static KernelOptions from(Config config, String kernel) {
    WeightOptions bias = WeightOptions.from(config, "bias", Initializers.zeros());
    return new KernelOptions(
        WeightOptions.from(config, kernel, Initializers.glorotUniform()),
        config.flag("use_bias", true) ? Optional.of(bias) : Optional.empty(),
        Activations.from(config),
        WeightOptions.regularizer(config, "activity"));
  }
}
