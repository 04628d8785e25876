package org.cornu.functions;

import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Takes each number by itself: (...) to the same, floats (Keras: {@code ops.exp} and its like).
 *
 * @param kind which function
 */
public record UnaryFunction(Kind kind) implements FunctionLayer, UnaryLayer {

  private static final String NUMPY = "keras.src.ops.numpy";
  private static final String MATH = "keras.src.ops.math";

  /** The functions, as Keras's classes are called. */
  public enum Kind {
    /** |x|. */
    ABSOLUTE("Absolute", NUMPY, (tf, x) -> tf.math.abs(x)),
    /** The angle whose cosine is x. */
    ARCCOS("Arccos", NUMPY, (tf, x) -> tf.math.acos(x)),
    /** The inverse of cosh. */
    ARCCOSH("Arccosh", NUMPY, (tf, x) -> tf.math.acosh(x)),
    /** The angle whose sine is x. */
    ARCSIN("Arcsin", NUMPY, (tf, x) -> tf.math.asin(x)),
    /** The inverse of sinh. */
    ARCSINH("Arcsinh", NUMPY, (tf, x) -> tf.math.asinh(x)),
    /** The angle whose tangent is x. */
    ARCTAN("Arctan", NUMPY, (tf, x) -> tf.math.atan(x)),
    /** The inverse of tanh. */
    ARCTANH("Arctanh", NUMPY, (tf, x) -> tf.math.atanh(x)),
    /** The least whole number from x on; no gradient flows. */
    CEIL("Ceil", NUMPY, (tf, x) -> tf.stopGradient(tf.math.ceil(x))),
    /** The cosine. */
    COS("Cos", NUMPY, (tf, x) -> tf.math.cos(x)),
    /** The hyperbolic cosine. */
    COSH("Cosh", NUMPY, (tf, x) -> tf.math.cosh(x)),
    /** The error function. */
    ERF("Erf", MATH, (tf, x) -> tf.math.erf(x)),
    /** e to the power of x. */
    EXP("Exp", NUMPY, (tf, x) -> tf.math.exp(x)),
    /** exp(x) - 1. */
    EXPM1("Expm1", NUMPY, (tf, x) -> tf.math.expm1(x)),
    /** The greatest whole number up to x; no gradient flows. */
    FLOOR("Floor", NUMPY, (tf, x) -> tf.stopGradient(tf.math.floor(x))),
    /** The natural logarithm. */
    LOG("Log", NUMPY, (tf, x) -> tf.math.log(x)),
    /** The logarithm to base 10. */
    LOG10("Log10", NUMPY, (tf, x) -> logarithm(tf, x, 10)),
    /** log(1 + x). */
    LOG1P("Log1p", NUMPY, (tf, x) -> tf.math.log1p(x)),
    /** The logarithm to base 2. */
    LOG2("Log2", NUMPY, (tf, x) -> logarithm(tf, x, 2)),
    /** -x. */
    NEGATIVE("Negative", NUMPY, (tf, x) -> tf.math.neg(x)),
    /** 1 / x. */
    RECIPROCAL("Reciprocal", NUMPY, (tf, x) -> tf.math.reciprocal(x)),
    /** 1 over the square root. */
    RSQRT("Rsqrt", MATH, (tf, x) -> tf.math.rsqrt(x)),
    /** -1, 0 or 1. */
    SIGN("Sign", NUMPY, (tf, x) -> tf.math.sign(x)),
    /** The sine. */
    SIN("Sin", NUMPY, (tf, x) -> tf.math.sin(x)),
    /** The hyperbolic sine. */
    SINH("Sinh", NUMPY, (tf, x) -> tf.math.sinh(x)),
    /** The square root. */
    SQRT("Sqrt", NUMPY, (tf, x) -> tf.math.sqrt(x)),
    /** x times x. */
    SQUARE("Square", NUMPY, (tf, x) -> tf.math.square(x)),
    /** The tangent. */
    TAN("Tan", NUMPY, (tf, x) -> tf.math.tan(x));

    private final String kerasName;
    private final String module;
    private final BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> formula;

    Kind(
        String kerasName,
        String module,
        BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> formula) {
      this.kerasName = kerasName;
      this.module = module;
      this.formula = formula;
    }

    /** Keras's name of the class. */
    String kerasName() {
      return kerasName;
    }

    private static Operand<TFloat32> logarithm(Ops tf, Operand<TFloat32> x, double base) {
      return tf.math.div(tf.math.log(x), tf.constant((float) Math.log(base)));
    }
  }

  public UnaryFunction {
    Objects.requireNonNull(kind, "a function needs a kind, got null");
  }

  @Override
  public String className() {
    return kind.kerasName;
  }

  @Override
  public String module() {
    return kind.module;
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
    return kind.formula.apply(scope.tf(), x);
  }

  @Override
  public Config config() {
    return Config.EMPTY;
  }
}
