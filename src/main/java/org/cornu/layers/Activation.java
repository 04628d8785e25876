package org.cornu.layers;

import java.util.Objects;
import org.cornu.activations.ActivationFunction;
import org.cornu.activations.Activations;
import org.cornu.activations.LayerFunction;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Applies a function to each element or row: (...) to the same, but for glu (Keras: {@code
 * Activation}, or the layer of the function's name if it has options: {@code LeakyReLU}).
 *
 * @param function what is applied
 */
public record Activation(ActivationFunction function) implements UnaryLayer {

  public Activation {
    Objects.requireNonNull(function, "activation needs a function, got null");
  }

  @Override
  public Shape outputShape(Shape input) {
    return function.outputShape(input);
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return function.call(scope, x);
  }

  @Override
  public boolean passesMask() {
    return true;
  }

  @Override
  public String className() {
    return isLayer() ? function.className() : "Activation";
  }

  /** Whether Keras has a layer for it alone. */
  private boolean isLayer() {
    return function instanceof LayerFunction own && !own.isUsual();
  }

  @Override
  public Config config() {
    return isLayer() ? function.config() : Config.of("activation", function.described());
  }

  /** Reads Keras's configuration. */
  public static Activation from(Config config) {
    return new Activation(Activations.from(config));
  }
}
