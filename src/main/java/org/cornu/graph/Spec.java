package org.cornu.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * What a value of a net is (Keras: {@code KerasTensor}).
 *
 * @param shape of one sample, without the batch; a size that differs from batch to batch is {@link
 *     Shape#UNKNOWN_SIZE}
 * @param dtype of its numbers
 */
public record Spec(Shape shape, DType dtype) {

  public Spec {
    Objects.requireNonNull(shape, "a spec needs a shape, got null");
    Objects.requireNonNull(dtype, "a spec needs a dtype, got null");
  }

  /** Floats of this shape. */
  public static Spec floats(Shape shape) {
    return new Spec(shape, DType.FLOAT32);
  }

  /** Whether a gradient can flow to it. */
  public boolean isFloat() {
    return dtype == DType.FLOAT32;
  }

  /**
   * This one, of numbers.
   *
   * @throws IllegalArgumentException if it is of texts
   */
  public Spec numbers() {
    if (dtype == DType.STRING) {
      throw new IllegalArgumentException(
          "needs numbers, got %s; textVectorization() makes them of texts, stringLookup() of words"
              .formatted(this));
    }
    return this;
  }

  /** What an op gives, without the batch in front. */
  public static Spec of(Operand<? extends TType> operand) {
    return new Spec(operand.shape().tail(), DType.of(operand));
  }

  /**
   * A value that is known to hold floats.
   *
   * @throws IllegalArgumentException if it holds others
   */
  @SuppressWarnings("unchecked") // the type was looked at
  public static Operand<TFloat32> floats(Operand<? extends TType> operand) {
    if (operand.asOutput().type() != TFloat32.class) {
      throw new IllegalArgumentException(
          "needs floats, got " + operand.asOutput().type().getSimpleName());
    }
    return (Operand<TFloat32>) operand;
  }

  /** Shape and type as Python prints them: {@code (28, 28, 1)}, {@code (None,) int32}. */
  @Override
  public String toString() {
    String sizes =
        Arrays.stream(shape.asArray())
            .mapToObj(size -> size == Shape.UNKNOWN_SIZE ? "None" : Long.toString(size))
            .collect(Collectors.joining(", "));
    String text = shape.numDimensions() == 1 ? "(" + sizes + ",)" : "(" + sizes + ")";
    return isFloat() ? text : text + " " + dtype.kerasName();
  }

  /** Several in a line. */
  public static String text(List<Spec> specs) {
    return String.join(" and ", specs.stream().map(Spec::toString).toList());
  }
}
