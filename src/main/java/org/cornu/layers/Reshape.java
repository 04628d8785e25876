package org.cornu.layers;

import java.util.Arrays;
import java.util.List;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.cornu.ops.Reshaping;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * The values of a sample in another shape, in the same order: (...) to (target...) (Keras: {@code
 * Reshape}).
 *
 * @param targetShape sizes of 0 or more, of which one may be -1: what the others leave
 */
public record Reshape(List<Integer> targetShape) implements ReshapingLayer {

  public Reshape {
    targetShape = List.copyOf(targetShape);
    if (targetShape.stream().anyMatch(size -> size < -1)
        || targetShape.stream().filter(size -> size == -1).count() > 1) {
      throw new IllegalArgumentException(
          "reshape needs sizes of 0 or more, one of which may be -1, got " + targetShape);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    long[] sizes = targetShape.stream().mapToLong(size -> size).toArray();
    long known = Arrays.stream(sizes).filter(size -> size != -1).reduce(1, (a, b) -> a * b);
    boolean open = targetShape.contains(-1);
    if (input.hasUnknownDimension()) {
      return Shape.of(sizes); // -1 is what an open size is written as
    }
    boolean fits = open ? known > 0 && input.size() % known == 0 : input.size() == known;
    if (!fits) {
      throw new IllegalArgumentException(
          "needs %s values, got %d in %s"
              .formatted(
                  open ? "a multiple of " + known : "" + known, input.size(), Shapes.text(input)));
    }
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = sizes[axis] == -1 ? input.size() / known : sizes[axis];
    }
    return Shape.of(sizes);
  }

  @Override
  public <T extends TType> Operand<T> move(Ops tf, Operand<T> x) {
    Shape sample = outputShape(x.shape().tail());
    return Reshaping.of(tf, x, Shape.of(x.shape().get(0)).append(sample).asArray());
  }

  @Override
  public Config config() {
    return Config.of("target_shape", targetShape);
  }

  /** Reads Keras's configuration. */
  public static Reshape from(Config config) {
    return new Reshape(Integers.from(config, "target_shape"));
  }
}
