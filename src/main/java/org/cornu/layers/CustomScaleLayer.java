package org.cornu.layers;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The first of two values and a share of the second: (...), the same, to the same (Keras: {@code
 * CustomScaleLayer} of keras.applications' InceptionResNetV2).
 *
 * @param scale the share
 */
public record CustomScaleLayer(double scale) implements MergingLayer {

  @Override
  public Shape mergedShape(List<Shape> inputs) {
    if (inputs.size() != 2 || !inputs.get(0).isCompatibleWith(inputs.get(1))) {
      throw new IllegalArgumentException(
          "needs two values of one shape, got " + inputs.stream().map(Shapes::text).toList());
    }
    return inputs.get(0);
  }

  @Override
  public Operand<TFloat32> merge(LayerScope scope, List<Operand<TFloat32>> inputs) {
    Ops tf = scope.tf();
    return tf.math.add(inputs.get(0), tf.math.mul(inputs.get(1), tf.constant((float) scale)));
  }

  @Override
  public Config config() {
    return Config.of("scale", scale);
  }

  /** Reads Keras's configuration. */
  public static CustomScaleLayer from(Config config) {
    return new CustomScaleLayer(config.number("scale"));
  }
}
