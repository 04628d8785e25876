package org.cornu.layers;

import java.util.Objects;
import java.util.OptionalLong;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Sets a random fraction of the values to 0 while training, and scales the others by 1 / (1 -
 * rate); absent from the inference half: (...) to the same (Keras: {@code Dropout}; Srivastava et
 * al. 2014).
 *
 * @param rate the fraction set to 0, in [0, 1]
 * @param noiseShape along which axes values share their fate
 * @param seed of its own, if any
 */
public record Dropout(double rate, NoiseShape noiseShape, OptionalLong seed)
    implements NoiseLayer<Dropout> {

  public Dropout {
    Objects.requireNonNull(noiseShape, "dropout needs a noise shape, got null");
    requireRate("dropout", rate);
  }

  /**
   * Checks a fraction that is left out.
   *
   * @throws IllegalArgumentException if it is not in [0, 1]
   */
  public static void requireRate(String layer, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(layer + " needs a rate in [0, 1], got " + rate);
    }
  }

  static void requireRateBelow1(String layer, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(layer + " needs a rate in [0, 1), got " + rate);
    }
  }

  /**
   * With a mask of this shape, the batch in front: 1 for an axis whose values share their fate, ANY
   * for one whose values do not. {@code noiseShape(ANY, 1, ANY)} drops whole channels of steps.
   */
  public Dropout noiseShape(long... sizes) {
    return new Dropout(rate, NoiseShape.of(sizes), seed);
  }

  @Override
  public Dropout seed(long seed) {
    return new Dropout(rate, noiseShape, OptionalLong.of(seed));
  }

  @Override
  public boolean isOn() {
    return rate > 0;
  }

  @Override
  public Shape outputShape(Shape input) {
    noiseShape.require(input);
    return input;
  }

  @Override
  public Operand<TFloat32> disturbed(LayerScope scope, Operand<TFloat32> x) {
    return drop(scope, x, noiseShape, rate);
  }

  static Operand<TFloat32> drop(
      LayerScope scope, Operand<TFloat32> x, NoiseShape noiseShape, double rate) {
    Ops tf = scope.tf();
    var kept = noiseShape.kept(scope, x, rate);
    if (rate == 1) {
      return tf.select(kept, x, tf.zerosLike(x));
    }
    Operand<TFloat32> scale = tf.constant((float) (1 / (1 - rate)));
    return tf.math.mul(x, tf.math.mul(tf.dtypes.cast(kept, TFloat32.class), scale));
  }

  @Override
  public Config config() {
    return NoiseLayer.with(noiseShape.with(Config.of("rate", rate)), seed);
  }

  /** Reads Keras's configuration. */
  public static Dropout from(Config config) {
    return new Dropout(config.number("rate"), NoiseShape.from(config), NoiseLayer.seed(config));
  }
}
