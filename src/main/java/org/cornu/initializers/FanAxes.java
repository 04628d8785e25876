package org.cornu.initializers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.config.Integers;
import org.tensorflow.ndarray.Shape;

/**
 * The axes of a kernel whose sizes make up its fans, where these are not those of a kernel with its
 * outputs last: of attention's projections, for example (Keras 3.15: {@code input_axes}, {@code
 * output_axes}).
 *
 * @param inputs numbers of axes, negative ones counted from the end
 * @param outputs the same
 */
public record FanAxes(List<Integer> inputs, List<Integer> outputs) {

  public FanAxes {
    Objects.requireNonNull(inputs, "axes needs those of inputs, got null");
    Objects.requireNonNull(outputs, "axes needs those of outputs, got null");
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  Fans of(Shape kernel) {
    return new Fans(product(kernel, inputs), product(kernel, outputs));
  }

  private static double product(Shape kernel, List<Integer> axes) {
    int rank = kernel.numDimensions();
    double product = 1;
    for (int axis : axes) {
      if (axis < -rank || axis >= rank) {
        throw new IllegalArgumentException(
            "an initializer needs axes of its weight, which has shape %s, got %s"
                .formatted(kernel, axes));
      }
      product *= kernel.get(axis < 0 ? axis + rank : axis);
    }
    return product;
  }

  Config config() {
    return Config.of("input_axes", inputs).with("output_axes", outputs);
  }

  /** Reads both; one alone changes nothing in Keras. */
  static Optional<FanAxes> from(Config config) {
    config.ignore("input_axes", "output_axes");
    return config.has("input_axes") && config.has("output_axes")
        ? Optional.of(
            new FanAxes(Integers.from(config, "input_axes"), Integers.from(config, "output_axes")))
        : Optional.empty();
  }
}
