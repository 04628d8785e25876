package org.cornu.functions;

import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Takes the numbers of two values in pairs, or those of one with a number: (...), (...) to the
 * same, floats (Keras: {@code ops.power} and its like). Both values have as many axes; a size of 1
 * is repeated.
 *
 * @param kind which function
 * @param operands which of its two arguments are values
 */
public record BinaryFunction(Kind kind, Operands operands) implements FunctionLayer {

  /** A formula of two operands. */
  @FunctionalInterface
  private interface Formula {
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> x, Operand<TFloat32> y);
  }

  /** The functions, as Keras's classes are called. */
  public enum Kind {
    /** x + y. */
    ADD("Add", (tf, x, y) -> tf.math.add(x, y)),
    /** x / y, by {@code ops.divide}. */
    DIVIDE("Divide", (tf, x, y) -> tf.math.div(x, y)),
    /** x / y, by the operator. */
    TRUE_DIVIDE("TrueDivide", (tf, x, y) -> tf.math.div(x, y)),
    /** The larger of both. */
    MAXIMUM("Maximum", (tf, x, y) -> tf.math.maximum(x, y)),
    /** The smaller of both. */
    MINIMUM("Minimum", (tf, x, y) -> tf.math.minimum(x, y)),
    /** x times y. */
    MULTIPLY("Multiply", (tf, x, y) -> tf.math.mul(x, y)),
    /** x to the power of y. */
    POWER("Power", (tf, x, y) -> tf.math.pow(x, y)),
    /** x - y. */
    SUBTRACT("Subtract", (tf, x, y) -> tf.math.sub(x, y));

    private final String kerasName;
    private final Formula formula;

    Kind(String kerasName, Formula formula) {
      this.kerasName = kerasName;
      this.formula = formula;
    }

    /** Keras's name of the class. */
    String kerasName() {
      return kerasName;
    }
  }

  public BinaryFunction {
    Objects.requireNonNull(kind, "a function needs a kind, got null");
    Objects.requireNonNull(operands, "a function needs operands, got null");
  }

  @Override
  public String className() {
    return kind.kerasName;
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    return List.of(Spec.floats(Broadcast.of(FunctionLayer.floats(operands.require(inputs)))));
  }

  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    List<Operand<TFloat32>> all =
        operands.all(
            inputs.stream().<Operand<TFloat32>>map(Spec::floats).toList(),
            number -> tf.constant(number.floatValue()));
    return List.of(kind.formula.of(tf, all.get(0), all.get(1)));
  }

  @Override
  public Config config() {
    return operands.config();
  }

  static BinaryFunction from(Config config, Kind kind) {
    return new BinaryFunction(kind, Operands.from(config, 2));
  }
}
