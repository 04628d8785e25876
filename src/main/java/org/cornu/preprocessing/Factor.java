package org.cornu.preprocessing;

import java.util.List;
import java.util.Objects;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Between which numbers one is drawn for each image, each equally likely.
 *
 * @param lower the least
 * @param upper the greatest, {@code lower} or more
 */
public record Factor(double lower, double upper) {

  public Factor {
    if (!(lower <= upper && Double.isFinite(lower) && Double.isFinite(upper))) {
      throw new IllegalArgumentException(
          "a factor needs a finite lower and upper bound, in this order, got %s and %s"
              .formatted(lower, upper));
    }
  }

  /** What one number stands for: both ways from 0, as far as a bound lets it. */
  static Factor around(double factor, double least) {
    double size = Math.abs(factor);
    return new Factor(Math.max(-size, least), size);
  }

  /** Checks that a layer can take it. */
  Factor require(String layer, double least, double most) {
    if (lower < least || upper > most) {
      throw new IllegalArgumentException(
          "%s needs factors in [%s, %s], got %s and %s"
              .formatted(layer, least, most, lower, upper));
    }
    return this;
  }

  /**
   * One of its numbers for each image.
   *
   * @param uniform in [0, 1)
   */
  Operand<TFloat32> at(Ops tf, Operand<TFloat32> uniform) {
    float least = (float) lower;
    return tf.math.add(
        tf.math.mul(uniform, tf.constant((float) upper - least)), tf.constant(least));
  }

  /** The same numbers, each this many times. */
  Factor times(double number) {
    return new Factor(lower * number, upper * number);
  }

  List<Double> config() {
    return List.of(lower, upper);
  }

  /** Reads a number, or a list of two in any order. */
  static Factor from(Config config, String key, double least) {
    Object value = config.any(key).orElse(null);
    if (value instanceof Number number) {
      return around(number.doubleValue(), least);
    }
    if (value instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof Number one
        && list.get(1) instanceof Number other) {
      return new Factor(
          Math.min(one.doubleValue(), other.doubleValue()),
          Math.max(one.doubleValue(), other.doubleValue()));
    }
    throw config.wrong(key, "a number or a list of two");
  }

  static Factor from(Config config, String key, double least, Factor absent) {
    return config.has(key) ? from(config, key, least) : Objects.requireNonNull(absent);
  }
}
