package org.cornu.functions;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Shapes;
import org.cornu.layers.UnaryLayer;
import org.cornu.ops.UnitLength;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Brings vectors to a Euclidean length of 1: (...) to the same, floats (Keras: {@code
 * ops.normalize} of order 2).
 *
 * @param axis along which they lie, the batch counted, or from the end; not 0
 * @param epsilon the least length that is divided by, above 0
 */
public record Normalize(int axis, double epsilon) implements FunctionLayer, UnaryLayer {

  private static final double USUAL_EPSILON = 1e-7;

  public Normalize {
    if (axis == 0) {
      throw new IllegalArgumentException("normalize needs an axis within a sample, got 0");
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("normalize needs an epsilon above 0, got " + epsilon);
    }
  }

  /** Along the last axis or another. */
  static Normalize along(int axis) {
    return new Normalize(axis, USUAL_EPSILON);
  }

  @Override
  public String module() {
    return "keras.src.ops.nn";
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    FunctionLayer.floats(inputs);
    return UnaryLayer.super.outputs(inputs);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.sampleAxis(axis, input);
    return input;
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    return UnitLength.of(scope.tf(), x, (float) (1 / epsilon), axis);
  }

  @Override
  public Config config() {
    return Config.of("axis", axis).with("order", 2).with("epsilon", epsilon);
  }

  /** Reads Keras's configuration. */
  public static Normalize from(Config config) {
    config.require("order", 2);
    return new Normalize(config.integer("axis", -1), config.number("epsilon", USUAL_EPSILON));
  }
}
