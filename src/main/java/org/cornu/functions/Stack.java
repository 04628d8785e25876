package org.cornu.functions;

import java.util.ArrayList;
import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Puts values of one shape beside each other along a new axis: (...) each to (..., values, ...),
 * floats (Keras: {@code ops.stack}).
 *
 * @param axis of the output, the batch counted, so from 1 on, or from the end: -1 for the last
 */
public record Stack(int axis) implements FunctionLayer {

  public Stack {
    if (axis == 0) {
      throw new IllegalArgumentException(
          "stack needs an axis of a sample, 1 or more, or below 0 from the end, got 0");
    }
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    List<Shape> shapes = FunctionLayer.floats(inputs);
    if (shapes.isEmpty() || !shapes.stream().allMatch(shapes.get(0)::equals)) {
      throw new IllegalArgumentException(
          "needs values of one known shape, got " + Spec.text(inputs));
    }
    Shape one = shapes.get(0);
    int place = Shapes.sampleAxis(axis, one.append(Shape.of(1)));
    Shape sample = one.take(place).append(Shape.of(inputs.size()));
    return List.of(Spec.floats(sample.append(one.takeLast(one.numDimensions() - place))));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    List<Operand<TFloat32>> all = new ArrayList<>();
    inputs.forEach(each -> all.add(Spec.floats(each)));
    return List.of(tf.stack(all, org.tensorflow.op.core.Stack.axis((long) axis)));
  }

  @Override
  public Config config() {
    return Config.of("axis", axis);
  }

  /** Reads Keras's configuration. */
  public static Stack from(Config config) {
    return new Stack(config.integer("axis", 0));
  }
}
