package org.cornu.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * The axes of a sample in another order (Keras: {@code Permute}).
 *
 * @param dims which axis comes at each place, counted from 1, the batch being 0
 */
public record Permute(List<Integer> dims) implements ReshapingLayer {

  public Permute {
    dims = List.copyOf(dims);
    if (!dims.stream()
        .sorted()
        .toList()
        .equals(IntStream.rangeClosed(1, dims.size()).boxed().toList())) {
      throw new IllegalArgumentException(
          "permute needs each axis from 1 to their number once, got " + dims);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.numDimensions() != dims.size()) {
      throw new IllegalArgumentException(
          "needs an input of %d axes, got %s".formatted(dims.size(), Shapes.text(input)));
    }
    return Shape.of(dims.stream().mapToLong(axis -> input.get(axis - 1)).toArray());
  }

  @Override
  public <T extends TType> Operand<T> move(Ops tf, Operand<T> x) {
    int[] axes = new int[dims.size() + 1];
    Arrays.setAll(axes, place -> place == 0 ? 0 : dims.get(place - 1));
    return tf.linalg.transpose(x, tf.constant(axes));
  }

  @Override
  public Config config() {
    return Config.of("dims", dims);
  }

  /** Reads Keras's configuration. */
  public static Permute from(Config config) {
    return new Permute(Integers.from(config, "dims"));
  }
}
