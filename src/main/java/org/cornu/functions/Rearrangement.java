package org.cornu.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.layers.Layers;
import org.cornu.layers.Permute;
import org.cornu.layers.Reshape;
import org.cornu.layers.ReshapingLayer;
import org.cornu.layers.Shapes;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * Puts the values of one input in other places: integers stay integers (Keras: {@code
 * ops.expand_dims}, {@code squeeze}, {@code reshape} and {@code transpose}). The batch stays in
 * front.
 *
 * @param kind what is done
 * @param numbers the axes, the batch counted, or the new sizes, -1 for that of the batch in front
 */
public record Rearrangement(Kind kind, List<Integer> numbers)
    implements FunctionLayer, ReshapingLayer {

  /** The functions, as Keras's classes are called. */
  public enum Kind {
    /** A new axis of size 1. */
    EXPAND_DIMS("ExpandDims", "axis"),
    /** Other sizes, in the same order. */
    RESHAPE("Reshape", "newshape"),
    /** Without axes of size 1. */
    SQUEEZE("Squeeze", "axis"),
    /** The axes in another order. */
    TRANSPOSE("Transpose", "axes");

    private final String kerasName;
    private final String key;

    Kind(String kerasName, String key) {
      this.kerasName = kerasName;
      this.key = key;
    }

    /** Keras's name of the class. */
    String kerasName() {
      return kerasName;
    }
  }

  public Rearrangement {
    Objects.requireNonNull(kind, "a rearrangement needs a kind, got null");
    numbers = List.copyOf(numbers);
    boolean batchStays =
        switch (kind) {
          case EXPAND_DIMS, SQUEEZE -> !numbers.isEmpty() && !numbers.contains(0);
          case RESHAPE -> !numbers.isEmpty() && numbers.get(0) == -1;
          case TRANSPOSE -> !numbers.isEmpty() && numbers.get(0) == 0;
        };
    if (!batchStays) {
      throw new IllegalArgumentException(
          "%s needs to leave the batch in front as it is, got %s %s"
              .formatted(kind.kerasName, kind.key, numbers));
    }
  }

  @Override
  public String className() {
    return kind.kerasName;
  }

  @Override
  public Shape outputShape(Shape input) {
    return switch (kind) {
      case EXPAND_DIMS -> expanded(input);
      case SQUEEZE -> squeezed(input);
      case RESHAPE -> reshape().outputShape(input);
      case TRANSPOSE -> permute().outputShape(input);
    };
  }

  @Override
  public <T extends TType> Operand<T> move(Ops tf, Operand<T> x) {
    return switch (kind) {
      case RESHAPE -> reshape().move(tf, x);
      case TRANSPOSE -> permute().move(tf, x);
      case EXPAND_DIMS -> tf.expandDims(x, tf.constant(numbers.get(0)));
      case SQUEEZE -> {
        long[] sizes = Shape.of(x.shape().get(0)).append(squeezed(x.shape().tail())).asArray();
        yield Reshaping.of(tf, x, sizes);
      }
    };
  }

  private Shape expanded(Shape input) {
    int place = Shapes.sampleAxis(numbers.get(0), input.append(Shape.of(1)));
    return input
        .take(place)
        .append(Shape.of(1))
        .append(input.takeLast(input.numDimensions() - place));
  }

  private Shape squeezed(Shape input) {
    List<Integer> gone = numbers.stream().map(axis -> Shapes.sampleAxis(axis, input)).toList();
    for (int axis : gone) {
      if (input.get(axis) != 1 && input.get(axis) != Layers.ANY) {
        throw new IllegalArgumentException(
            "needs sizes of 1 along %s, got %s".formatted(numbers, Shapes.text(input)));
      }
    }
    return Shape.of(
        IntStream.range(0, input.numDimensions())
            .filter(axis -> !gone.contains(axis))
            .mapToLong(input::get)
            .toArray());
  }

  private Reshape reshape() {
    return new Reshape(numbers.subList(1, numbers.size()));
  }

  private Permute permute() {
    return new Permute(numbers.subList(1, numbers.size()));
  }

  @Override
  public Config config() {
    boolean isList = kind == Kind.RESHAPE || kind == Kind.TRANSPOSE;
    return Config.of(kind.key, isList ? numbers : Integers.written(numbers));
  }

  static Rearrangement from(Config config, Kind kind) {
    if (kind != Kind.RESHAPE) {
      return new Rearrangement(kind, Integers.from(config, kind.key));
    }
    // The batch's size is open, which a shape of Keras has as None.
    List<Integer> sizes = new ArrayList<>();
    for (Object size : config.list(kind.key)) {
      sizes.add(size instanceof Integer known ? known : -1);
    }
    return new Rearrangement(kind, sizes);
  }
}
