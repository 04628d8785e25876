package org.cornu.functions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.cornu.config.Config;
import org.cornu.config.KerasClass;
import org.cornu.graph.DType;

/**
 * Functions of Keras's {@code keras.ops} as layers of a net, to be imported statically: {@code
 * divide().on(x, sum(-1).keepDims().on(x))}. Activations are layers already, and of what {@link
 * org.cornu.layers.Layers} has, such as {@code add}, this gives what takes a number.
 */
public final class Functions {

  private Functions() {}

  /** |x|. */
  public static UnaryFunction abs() {
    return of(UnaryFunction.Kind.ABSOLUTE);
  }

  /** e to the power of x. */
  public static UnaryFunction exp() {
    return of(UnaryFunction.Kind.EXP);
  }

  /** The natural logarithm. */
  public static UnaryFunction log() {
    return of(UnaryFunction.Kind.LOG);
  }

  /** -x. */
  public static UnaryFunction negative() {
    return of(UnaryFunction.Kind.NEGATIVE);
  }

  /** The square root. */
  public static UnaryFunction sqrt() {
    return of(UnaryFunction.Kind.SQRT);
  }

  /** x times x. */
  public static UnaryFunction square() {
    return of(UnaryFunction.Kind.SQUARE);
  }

  /** The sine. */
  public static UnaryFunction sin() {
    return of(UnaryFunction.Kind.SIN);
  }

  /** The cosine. */
  public static UnaryFunction cos() {
    return of(UnaryFunction.Kind.COS);
  }

  /** Any function of one number, by its kind. */
  public static UnaryFunction of(UnaryFunction.Kind kind) {
    return new UnaryFunction(kind);
  }

  /** x and a number together. */
  public static BinaryFunction add(double number) {
    return new BinaryFunction(BinaryFunction.Kind.ADD, Operands.with(number));
  }

  /** x times a number. */
  public static BinaryFunction multiply(double number) {
    return new BinaryFunction(BinaryFunction.Kind.MULTIPLY, Operands.with(number));
  }

  /** x without a number. */
  public static BinaryFunction subtract(double number) {
    return new BinaryFunction(BinaryFunction.Kind.SUBTRACT, Operands.with(number));
  }

  /** x to the power of a number. */
  public static BinaryFunction power(double exponent) {
    return new BinaryFunction(BinaryFunction.Kind.POWER, Operands.with(exponent));
  }

  /** One value to the power of another. */
  public static BinaryFunction power() {
    return new BinaryFunction(BinaryFunction.Kind.POWER, Operands.values(2));
  }

  /** One value by another. */
  public static BinaryFunction divide() {
    return new BinaryFunction(BinaryFunction.Kind.DIVIDE, Operands.values(2));
  }

  /** A number by x. */
  public static BinaryFunction divide(double number) {
    return new BinaryFunction(BinaryFunction.Kind.DIVIDE, Operands.after(number));
  }

  /** The larger of x and a number. */
  public static BinaryFunction maximum(double number) {
    return new BinaryFunction(BinaryFunction.Kind.MAXIMUM, Operands.with(number));
  }

  /** The smaller of x and a number. */
  public static BinaryFunction minimum(double number) {
    return new BinaryFunction(BinaryFunction.Kind.MINIMUM, Operands.with(number));
  }

  /** Whether x is above a number. */
  public static Comparison greater(double number) {
    return compare(Comparison.Kind.GREATER, number);
  }

  /** Whether x is below a number. */
  public static Comparison less(double number) {
    return compare(Comparison.Kind.LESS, number);
  }

  /** Whether x is a number. */
  public static Comparison equal(double number) {
    return compare(Comparison.Kind.EQUAL, number);
  }

  /** Whether x is not a number: {@code softmax(-1).on(scores, notEqual(0).on(tokens))}. */
  public static Comparison notEqual(double number) {
    return compare(Comparison.Kind.NOT_EQUAL, number);
  }

  /** x compared with a number, in any way. */
  public static Comparison compare(Comparison.Kind kind, double number) {
    return new Comparison(kind, Operands.with(number));
  }

  /** One value compared with another. */
  public static Comparison compare(Comparison.Kind kind) {
    return new Comparison(kind, Operands.values(2));
  }

  /** One value where a condition holds, else another: it reads the condition and both. */
  public static Where where() {
    return new Where(Operands.values(3));
  }

  /** Brings vectors along an axis to a length of 1 (Keras: {@code ops.normalize}). */
  public static Normalize normalize(int axis) {
    return Normalize.along(axis);
  }

  /** x held between two numbers. */
  public static Clip clip(double min, double max) {
    return new Clip(min, max);
  }

  /** x in another type. */
  public static Cast cast(DType dtype) {
    return new Cast(dtype);
  }

  /** Rows of zeros with a one, so long. */
  public static OneHot oneHot(int classes) {
    return new OneHot(classes);
  }

  /** The sum along some axes, the batch counted. */
  public static Reduction sum(int... axes) {
    return reduce(Reduction.Kind.SUM, axes);
  }

  /** The mean along some axes, the batch counted. */
  public static Reduction mean(int... axes) {
    return reduce(Reduction.Kind.MEAN, axes);
  }

  /** The largest number along some axes, the batch counted. */
  public static Reduction max(int... axes) {
    return reduce(Reduction.Kind.MAX, axes);
  }

  /** The smallest number along some axes, the batch counted. */
  public static Reduction min(int... axes) {
    return reduce(Reduction.Kind.MIN, axes);
  }

  /** What is made along some axes, the batch counted, of any kind. */
  public static Reduction reduce(Reduction.Kind kind, int... axes) {
    return new Reduction(kind, Arrays.stream(axes).boxed().toList(), false);
  }

  /** A new axis of size 1, the batch counted. */
  public static Rearrangement expandDims(int axis) {
    return new Rearrangement(Rearrangement.Kind.EXPAND_DIMS, List.of(axis));
  }

  /** Without some axes of size 1, the batch counted. */
  public static Rearrangement squeeze(int... axes) {
    return new Rearrangement(Rearrangement.Kind.SQUEEZE, Arrays.stream(axes).boxed().toList());
  }

  /** The product of two matrices of each sample. */
  public static Matmul matmul() {
    return new Matmul();
  }

  /** Einstein's sum, the batch's letter first: {@code einsum("bij,bkj->bik")}. */
  public static Einsum einsum(String subscripts) {
    return new Einsum(subscripts);
  }

  /** Values of one shape along a new axis, the batch counted. */
  public static Stack stack(int axis) {
    return new Stack(axis);
  }

  /** How files name them. */
  public static List<KerasClass<?>> classes() {
    List<KerasClass<?>> rows = new ArrayList<>();
    Class<FunctionLayer> kind = FunctionLayer.class;
    add(
        rows,
        UnaryFunction.class,
        UnaryFunction.Kind.values(),
        UnaryFunction.Kind::kerasName,
        (c, each) -> of(each));
    add(
        rows,
        BinaryFunction.class,
        BinaryFunction.Kind.values(),
        BinaryFunction.Kind::kerasName,
        BinaryFunction::from);
    add(
        rows,
        Comparison.class,
        Comparison.Kind.values(),
        Comparison.Kind::kerasName,
        Comparison::from);
    add(rows, Reduction.class, Reduction.Kind.values(), Reduction.Kind::kerasName, Reduction::from);
    add(
        rows,
        Rearrangement.class,
        Rearrangement.Kind.values(),
        Rearrangement.Kind::kerasName,
        Rearrangement::from);
    for (String each : AsLayer.NAMES) {
      rows.add(new KerasClass<>(kind, each, AsLayer.class, config -> AsLayer.from(config, each)));
    }
    rows.add(KerasClass.of(kind, Cast.class, Cast::from));
    rows.add(KerasClass.of(kind, Clip.class, Clip::from));
    rows.add(KerasClass.of(kind, Einsum.class, Einsum::from));
    rows.add(KerasClass.of(kind, GetItem.class, GetItem::from));
    rows.add(KerasClass.of(kind, Matmul.class, config -> new Matmul()));
    rows.add(KerasClass.of(kind, Normalize.class, Normalize::from));
    rows.add(KerasClass.of(kind, OneHot.class, OneHot::from));
    rows.add(KerasClass.of(kind, Stack.class, Stack::from));
    rows.add(KerasClass.of(kind, Where.class, Where::from));
    return rows;
  }

  /** A row for each kind of a class, by the name of the kind. */
  private static <K> void add(
      List<KerasClass<?>> rows,
      Class<? extends FunctionLayer> type,
      K[] kinds,
      Function<K, String> name,
      BiFunction<Config, K, FunctionLayer> from) {
    for (K each : kinds) {
      rows.add(
          new KerasClass<>(
              FunctionLayer.class, name.apply(each), type, config -> from.apply(config, each)));
    }
  }
}
