package org.cornu.constraints;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.tensorflow.ndarray.Shape;

/**
 * The axes of a weight along which a norm is taken: a kernel has its outputs last, so {@code 0} is
 * a norm for each output of a Dense, and {@code 0, 1, 2} for each filter of a Conv2D.
 *
 * @param numbers of the axes, negative ones counted from the end; none for all axes
 */
public record Axes(List<Integer> numbers) {

  /** Keras's default. */
  static final Axes FIRST = new Axes(List.of(0));

  public Axes {
    numbers = List.copyOf(numbers);
  }

  /** These. */
  public static Axes of(int... axes) {
    Objects.requireNonNull(axes, "a constraint needs axes, or none for all, got null");
    return new Axes(Arrays.stream(axes).boxed().toList());
  }

  /**
   * The axes of one weight.
   *
   * @throws IllegalArgumentException if it has not as many
   */
  int[] of(Shape weight) {
    int rank = weight.numDimensions();
    if (numbers.stream().anyMatch(axis -> axis < -rank || axis >= rank)) {
      throw new IllegalArgumentException(
          "a constraint needs axes of its weight, which has shape %s, got %s"
              .formatted(weight, numbers));
    }
    return numbers.isEmpty()
        ? IntStream.range(0, rank).toArray()
        : numbers.stream().mapToInt(axis -> axis).toArray();
  }

  /** As Keras writes it: a number, a list, or null for all. */
  Object config() {
    return numbers.isEmpty() ? null : Integers.written(numbers);
  }

  /** Reads what Keras writes. */
  static Axes from(Config config) {
    if (!config.values().containsKey("axis")) {
      return FIRST;
    }
    return new Axes(Integers.from(config, "axis", List.of()));
  }
}
