package org.cornu.functions;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Holds numbers between two: (...) to the same, floats (Keras: {@code ops.clip}).
 *
 * @param min the least
 * @param max the greatest
 */
public record Clip(double min, double max) implements FunctionLayer, UnaryLayer {

  public Clip {
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "clip needs a least and a greatest number, in this order, got %s and %s"
              .formatted(min, max));
    }
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    FunctionLayer.floats(inputs);
    return UnaryLayer.super.outputs(inputs);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    return tf.clipByValue(x, tf.constant((float) min), tf.constant((float) max));
  }

  @Override
  public Config config() {
    return Config.of("x_min", min).with("x_max", max);
  }

  /** Reads Keras's configuration. */
  public static Clip from(Config config) {
    return new Clip(config.number("x_min"), config.number("x_max"));
  }
}
