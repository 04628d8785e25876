package org.cornu.optimizers;

import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Steps of a polynomial, {@code a x + (b x x' + c (x x')^2) x}, that take a matrix near to the
 * orthogonal one of the same rows and columns, its singular values near to 1 (Newton, Schulz).
 *
 * @param a the polynomial's first factor
 * @param b its second
 * @param c its third
 * @param steps how many, 0 or more
 * @param rmsRate the root mean square of what comes out, in roots of the longer side; empty for
 *     what comes out as it is
 */
public record NewtonSchulz(double a, double b, double c, int steps, OptionalDouble rmsRate) {

  /** Keras's. */
  public static final NewtonSchulz KERAS =
      new NewtonSchulz(3.4445, -4.7750, 2.0315, 5, OptionalDouble.of(0.2));

  public NewtonSchulz {
    Ranges.require(steps >= 0, "muon", "nsSteps", "0 or more", steps);
    Ranges.require(Double.isFinite(a + b + c), "muon", "factors", "finite", a + b + c);
  }

  /** With another number of steps. */
  public NewtonSchulz steps(int steps) {
    return new NewtonSchulz(a, b, c, steps, rmsRate);
  }

  /** With another root mean square. */
  public NewtonSchulz rmsRate(double rate) {
    return new NewtonSchulz(a, b, c, steps, OptionalDouble.of(rate));
  }

  /** With what comes out as it is. */
  public NewtonSchulz unscaled() {
    return new NewtonSchulz(a, b, c, steps, OptionalDouble.empty());
  }

  /** Emits the matrix near to an orthogonal one. */
  Operand<TFloat32> near(Ops tf, Operand<TFloat32> matrix, Shape shape) {
    boolean tall = shape.get(0) > shape.get(1);
    Operand<TFloat32> x = tall ? transposed(tf, matrix) : matrix;
    Operand<TFloat32> norm = tf.math.sqrt(tf.reduceSum(tf.math.square(x), tf.array(0, 1)));
    x = tf.math.div(x, tf.math.add(norm, tf.constant(1e-7f)));
    for (int i = 0; i < steps; i++) {
      Operand<TFloat32> square = tf.linalg.matMul(x, x, MatMul.transposeB(true));
      Operand<TFloat32> fourth = tf.linalg.matMul(times(tf, square, c), square);
      Operand<TFloat32> factor = tf.math.add(times(tf, square, b), fourth);
      x = tf.math.add(times(tf, x, a), tf.linalg.matMul(factor, x));
    }
    return tall ? transposed(tf, x) : x;
  }

  /** Emits a step of the size that the rate of the root mean square asks for. */
  Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> step, Shape shape) {
    double side = Math.sqrt(Math.max(shape.get(0), shape.get(1)));
    return rmsRate.isEmpty() ? step : times(tf, times(tf, step, side), rmsRate.getAsDouble());
  }

  private static Operand<TFloat32> times(Ops tf, Operand<TFloat32> x, double factor) {
    return tf.math.mul(x, tf.constant((float) factor));
  }

  private static Operand<TFloat32> transposed(Ops tf, Operand<TFloat32> x) {
    return tf.linalg.transpose(x, tf.constant(new int[] {1, 0}));
  }

  Config config() {
    return Config.of("muon_a", a)
        .with("muon_b", b)
        .with("muon_c", c)
        .with("ns_steps", steps)
        .with("rms_rate", rmsRate.isPresent() ? rmsRate.getAsDouble() : null);
  }

  static NewtonSchulz from(Config config) {
    return new NewtonSchulz(
        config.number("muon_a", KERAS.a),
        config.number("muon_b", KERAS.b),
        config.number("muon_c", KERAS.c),
        config.integer("ns_steps", KERAS.steps),
        config.values().containsKey("rms_rate") && !config.has("rms_rate")
            ? OptionalDouble.empty()
            : OptionalDouble.of(config.number("rms_rate", KERAS.rmsRate.getAsDouble())));
  }
}
