package org.cornu.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * One number where a condition holds, else another: (...) booleans, and (...) floats or a number
 * for each of the two, to (...) floats (Keras: {@code ops.where}). All have as many axes; a size of
 * 1 is repeated.
 *
 * @param operands the condition, which is a value, and the two
 */
public record Where(Operands operands) implements FunctionLayer {

  private static final int ARGUMENTS = 3;

  public Where {
    Objects.requireNonNull(operands, "where needs operands, got null");
    if (operands.numbers().size() != ARGUMENTS || operands.numbers().get(0).isPresent()) {
      throw new IllegalArgumentException(
          "where needs a condition that is a value, and two values or numbers, got " + operands);
    }
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    operands.require(inputs);
    List<Shape> shapes = new ArrayList<>();
    shapes.add(FunctionLayer.truths(inputs.get(0)));
    shapes.addAll(FunctionLayer.floats(inputs.subList(1, inputs.size())));
    return List.of(Spec.floats(Broadcast.of(shapes)));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    List<Operand<? extends TType>> all =
        operands.all(inputs, number -> tf.constant(number.floatValue()));
    Operand<TBool> condition = tf.dtypes.cast(all.get(0), TBool.class);
    Operand<TFloat32> chosen =
        tf.select(condition, Spec.floats(all.get(1)), Spec.floats(all.get(2)));
    return List.of(chosen);
  }

  @Override
  public Config config() {
    return operands.config();
  }

  /** Reads Keras's configuration, and its call's numbers. */
  public static Where from(Config config) {
    return new Where(Operands.from(config, ARGUMENTS));
  }
}
