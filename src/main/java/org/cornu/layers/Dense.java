package org.cornu.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializer;
import org.cornu.initializers.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A matrix product along the last axis: (..., inputs) to (..., units) (Keras: {@code Dense}).
 * Kernel (inputs, units).
 *
 * @param units size of the output, 1 or more
 * @param kernelInitializer first values of the kernel
 * @param biasInitializer first values of the bias; empty for no bias
 * @param activation applied to the output
 */
public record Dense(
    int units,
    Initializer kernelInitializer,
    Optional<Initializer> biasInitializer,
    ActivationFunction activation)
    implements Activated<Dense> {

  Dense(int units) {
    this(
        units,
        Initializers.glorotUniform(),
        Optional.of(Initializers.zeros()),
        ActivationFunction.LINEAR);
  }

  public Dense {
    if (units < 1) {
      throw new IllegalArgumentException("dense needs 1 or more units, got " + units);
    }
  }

  /** Without bias (Keras: {@code use_bias=False}). */
  public Dense noBias() {
    return new Dense(units, kernelInitializer, Optional.empty(), activation);
  }

  /** With other first values of the kernel. */
  public Dense kernelInitializer(Initializer initializer) {
    return new Dense(units, initializer, biasInitializer, activation);
  }

  /** With a bias of other first values. */
  public Dense biasInitializer(Initializer initializer) {
    return new Dense(units, kernelInitializer, Optional.of(initializer), activation);
  }

  @Override
  public Dense activation(ActivationFunction function) {
    return new Dense(units, kernelInitializer, biasInitializer, function);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input.take(input.numDimensions() - 1).append(units);
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Shape kernel = Shape.of(Shapes.channels(input), units);
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(WeightSpec.trainable("kernel", kernel, kernelInitializer));
    biasInitializer.ifPresent(
        initializer -> weights.add(WeightSpec.trainable("bias", Shape.of(units), initializer)));
    return weights;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    boolean rows = x.shape().numDimensions() == 2;
    Operand<TFloat32> y = tf.linalg.matMul(rows ? x : asRows(tf, x), scope.weight("kernel"));
    if (biasInitializer.isPresent()) {
      y = tf.nn.biasAdd(y, scope.weight("bias"));
    }
    y = rows ? y : tf.reshape(y, tf.constant(outputSizes(x.shape())));
    return activation.apply(tf, y);
  }

  private static Operand<TFloat32> asRows(Ops tf, Operand<TFloat32> x) {
    return tf.reshape(x, tf.constant(new long[] {-1, Shapes.channels(x.shape())}));
  }

  private long[] outputSizes(Shape batch) {
    long[] sizes = batch.asArray();
    sizes[0] = -1;
    sizes[sizes.length - 1] = units;
    return sizes;
  }
}
