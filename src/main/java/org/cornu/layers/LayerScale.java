package org.cornu.layers;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Each channel times a number of its own, small at first: (..., channels) to the same (Keras:
 * {@code LayerScale} of keras.applications' ConvNeXt; Touvron et al. 2021).
 *
 * @param initValues the first value of all numbers
 * @param projectionDim how many channels there are
 */
public record LayerScale(double initValues, int projectionDim) implements UnaryLayer {

  @Override
  public Shape outputShape(Shape input) {
    if (Shapes.channels(input) != projectionDim) {
      throw new IllegalArgumentException(
          "needs %d channels, got %s".formatted(projectionDim, Shapes.text(input)));
    }
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    return List.of(
        WeightSpec.trainable("gamma", Shape.of(projectionDim), Initializers.constant(initValues)));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return scope.tf().math.mul(x, scope.weight("gamma"));
  }

  @Override
  public Config config() {
    return Config.of("init_values", initValues).with("projection_dim", projectionDim);
  }

  /** Reads Keras's configuration. */
  public static LayerScale from(Config config) {
    return new LayerScale(config.number("init_values"), config.integer("projection_dim"));
  }
}
