package org.cornu.layers;

import java.util.List;
import java.util.Objects;
import org.cornu.activations.KerasActivation;
import org.cornu.config.Config;
import org.cornu.graph.LayerGradients;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A matrix product along the last axis: (..., inputs) to (..., units) (Keras: {@code Dense}).
 * Kernel (inputs, units).
 *
 * @param units size of the output, 1 or more
 * @param options kernel, bias and activation
 */
public record Dense(int units, KernelOptions options) implements KernelLayer<Dense> {

  public Dense {
    Objects.requireNonNull(options, "dense needs options, got null");
    if (units < 1) {
      throw new IllegalArgumentException("dense needs 1 or more units, got " + units);
    }
  }

  @Override
  public Dense options(KernelOptions options) {
    return new Dense(units, options);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input.take(Shapes.lastAxis(input)).append(units);
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    return options.weights(Shape.of(Shapes.knownChannels(input), units));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    if (x.shape().numDimensions() == 2 && activation().equals(KerasActivation.LINEAR)) {
      scope.cheaperGradients((backward, dy) -> gradients(backward, scope, x, dy.get(0)));
    }
    Operand<TFloat32> y =
        Reshaping.byRows(scope.tf(), x, rows -> options.product(scope, rows, Dense::multiply));
    return options.output(scope, y);
  }

  /** By the ops that TensorFlow would take. */
  private LayerGradients gradients(
      Ops tf, LayerScope scope, Operand<TFloat32> x, Operand<TFloat32> dy) {
    Operand<TFloat32> kernel = scope.weight("kernel");
    LayerGradients gradients =
        LayerGradients.ofInput(tf.linalg.matMul(dy, kernel, MatMul.transposeB(true)))
            .weight("kernel", tf.linalg.matMul(x, dy, MatMul.transposeA(true)));
    return options.bias().isPresent() ? gradients.weight("bias", tf.nn.biasAddGrad(dy)) : gradients;
  }

  private static <T extends TNumber> Operand<T> multiply(Ops tf, Operand<T> x, Operand<T> kernel) {
    return tf.linalg.matMul(x, kernel);
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public Config config() {
    return Config.of("units", units).with(options.config("kernel"));
  }

  /** Reads Keras's configuration. */
  public static Dense from(Config config) {
    KernelOptions.requirePlain(config);
    return new Dense(config.integer("units"), KernelOptions.from(config, "kernel"));
  }
}
