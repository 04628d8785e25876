package org.cornu.layers;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * A row several times over: (features) to (n, features) (Keras: {@code RepeatVector}).
 *
 * @param n how often, 1 or more
 */
public record RepeatVector(int n) implements ReshapingLayer {

  public RepeatVector {
    if (n < 1) {
      throw new IllegalArgumentException("repeatVector needs 1 or more times, got " + n);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.numDimensions() != 1) {
      throw new IllegalArgumentException("needs rows (features), got " + Shapes.text(input));
    }
    return Shape.of(n, input.get(0));
  }

  @Override
  public <T extends TType> Operand<T> move(Ops tf, Operand<T> x) {
    return tf.tile(tf.expandDims(x, tf.constant(1)), tf.constant(new int[] {1, n, 1}));
  }

  @Override
  public Config config() {
    return Config.of("n", n);
  }

  /** Reads Keras's configuration. */
  public static RepeatVector from(Config config) {
    return new RepeatVector(config.integer("n"));
  }
}
