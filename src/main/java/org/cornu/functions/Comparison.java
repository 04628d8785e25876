package org.cornu.functions;

import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.cornu.graph.DType;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TType;

/**
 * Compares the numbers of two values in pairs, or those of one with a number: (...), (...) to
 * booleans of the same shape (Keras: {@code ops.greater} and its like).
 *
 * @param kind how they are compared
 * @param operands which of its two arguments are values
 */
public record Comparison(Kind kind, Operands operands) implements FunctionLayer {

  /** A formula of two operands. */
  @FunctionalInterface
  private interface Formula {
    Operand<TBool> of(Ops tf, Operand<TFloat64> x, Operand<TFloat64> y);
  }

  /** The functions, as Keras's classes are called. */
  public enum Kind {
    /** Whether both are the same. */
    EQUAL("Equal", (tf, x, y) -> tf.math.equal(x, y)),
    /** Whether the first is above the second. */
    GREATER("Greater", (tf, x, y) -> tf.math.greater(x, y)),
    /** Whether the first is not below the second. */
    GREATER_EQUAL("GreaterEqual", (tf, x, y) -> tf.math.greaterEqual(x, y)),
    /** Whether the first is below the second. */
    LESS("Less", (tf, x, y) -> tf.math.less(x, y)),
    /** Whether the first is not above the second. */
    LESS_EQUAL("LessEqual", (tf, x, y) -> tf.math.lessEqual(x, y)),
    /** Whether both differ. */
    NOT_EQUAL("NotEqual", (tf, x, y) -> tf.math.notEqual(x, y));

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

  public Comparison {
    Objects.requireNonNull(kind, "a comparison needs a kind, got null");
    Objects.requireNonNull(operands, "a comparison needs operands, got null");
  }

  @Override
  public String className() {
    return kind.kerasName;
  }

  @Override
  public List<Spec> outputs(List<Spec> inputs) {
    for (Spec input : operands.require(inputs)) {
      if (input.dtype() == DType.BOOL || input.dtype() == DType.STRING) {
        throw new IllegalArgumentException("needs numbers to compare, got " + input);
      }
    }
    return List.of(new Spec(Broadcast.of(inputs.stream().map(Spec::shape).toList()), DType.BOOL));
  }

  /** All are doubles here, which hold each float and each whole number up to 2^53. */
  @Override
  public List<Operand<? extends TType>> call(
      LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
    Ops tf = scope.tf();
    boolean ofFloats = inputs.stream().anyMatch(each -> DType.of(each) == DType.FLOAT32);
    List<Operand<TFloat64>> all =
        operands.all(
            inputs.stream()
                .<Operand<TFloat64>>map(each -> tf.dtypes.cast(each, TFloat64.class))
                .toList(),
            number -> tf.constant(ofFloats ? number.floatValue() : number.doubleValue()));
    return List.of(kind.formula.of(tf, all.get(0), all.get(1)));
  }

  @Override
  public Config config() {
    return operands.config();
  }

  static Comparison from(Config config, Kind kind) {
    return new Comparison(kind, Operands.from(config, 2));
  }
}
