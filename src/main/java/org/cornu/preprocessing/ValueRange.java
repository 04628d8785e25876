package org.cornu.preprocessing;

import java.util.List;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Between which values pixels lie.
 *
 * @param low that of black
 * @param high that of white, above {@code low}
 */
public record ValueRange(double low, double high) {

  private static final String KEY = "value_range";

  /** Keras's default. */
  static final ValueRange BYTES = new ValueRange(0, 255);

  public ValueRange {
    if (!(low < high && Double.isFinite(low) && Double.isFinite(high))) {
      throw new IllegalArgumentException(
          "a value range needs a low and a high value, in this order, got %s and %s"
              .formatted(low, high));
    }
  }

  /** Values held within the range. */
  Operand<TFloat32> clip(Ops tf, Operand<TFloat32> x) {
    return tf.clipByValue(x, tf.constant((float) low), tf.constant((float) high));
  }

  /** Values of this range as those of another. */
  Operand<TFloat32> to(Ops tf, Operand<TFloat32> x, ValueRange other) {
    if (equals(other)) {
      return x;
    }
    float least = (float) low;
    Operand<TFloat32> unit =
        tf.math.div(tf.math.sub(x, tf.constant(least)), tf.constant((float) high - least));
    float otherLeast = (float) other.low;
    return tf.math.add(
        tf.math.mul(unit, tf.constant((float) other.high - otherLeast)), tf.constant(otherLeast));
  }

  Config config() {
    return Config.of(KEY, List.of(low, high));
  }

  static ValueRange from(Config config) {
    if (!config.has(KEY)) {
      return BYTES;
    }
    List<Double> bounds = Numbers.from(config, KEY);
    if (bounds.size() != 2) {
      throw config.wrong(KEY, "a list of two numbers");
    }
    return new ValueRange(bounds.get(0), bounds.get(1));
  }
}
