package org.cornu.layers;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.graph.LayerScope;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Brings the root of each sample's mean square to 1 over its last axes, then scales it: (...) to
 * the same (Keras: {@code RMSNormalization}; Zhang and Sennrich 2019).
 *
 * @param axes that are normalized over, the batch counted; -1 for the last
 * @param epsilon added to the mean square, above 0
 */
public record RMSNormalization(List<Integer> axes, double epsilon) implements UnaryLayer {

  /** Keras's defaults. */
  static final RMSNormalization DEFAULT = new RMSNormalization(List.of(-1), 1e-6);

  public RMSNormalization {
    axes = axes.stream().sorted().toList();
    NormalizationLayer.requireEpsilon("rmsNormalization", epsilon);
  }

  /** Over other axes, the batch counted; the last by default. */
  public RMSNormalization axis(int axis, int... more) {
    return new RMSNormalization(Shapes.axes(axis, more), epsilon);
  }

  /** With another epsilon, above 0; 1e-6 by default. */
  public RMSNormalization epsilon(double epsilon) {
    return new RMSNormalization(axes, epsilon);
  }

  @Override
  public Shape outputShape(Shape input) {
    int last = input.numDimensions();
    for (int i = 0; i < axes.size(); i++) {
      if (Shapes.sampleAxis(axes.get(i), input) != last - axes.size() + i) {
        throw new IllegalArgumentException(
            "needs the last axes in order, as Keras's scale has no other place, got %s for %s"
                .formatted(axes, Shapes.text(input)));
      }
    }
    return input;
  }

  @Override
  public List<WeightSpec> weights(Shape input) {
    Shape sizes = Shapes.knownSizes(input, axes);
    return List.of(WeightSpec.trainable("scale", sizes, Initializers.ones()));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> square = Moments.mean(tf, tf.math.square(x), Shapes.batchAxes(axes, x));
    Operand<TFloat32> scale = tf.math.rsqrt(tf.math.add(square, tf.constant((float) epsilon)));
    return tf.math.mul(tf.math.mul(x, scale), scope.weight("scale"));
  }

  @Override
  public Config config() {
    return Config.of("axis", Integers.written(axes)).with("epsilon", epsilon);
  }

  /** Reads Keras's configuration. */
  public static RMSNormalization from(Config config) {
    return new RMSNormalization(
        Integers.from(config, "axis", List.of(-1)), config.number("epsilon", 1e-6));
  }
}
