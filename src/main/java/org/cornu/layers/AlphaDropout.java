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
 * Sets a random fraction of the values to what selu gives far below 0 while training, then shifts
 * and scales all, so that mean 0 and variance 1 stay: (...) to the same (Keras: {@code
 * AlphaDropout}; Klambauer et al. 2017).
 *
 * @param rate the fraction set, in [0, 1)
 * @param noiseShape along which axes values share their fate
 * @param seed of its own, if any
 */
public record AlphaDropout(double rate, NoiseShape noiseShape, OptionalLong seed)
    implements NoiseLayer<AlphaDropout> {

  /** What selu approaches below 0: its alpha times its scale, the sign changed. */
  private static final double LEAST = -1.6732632423543772 * 1.0507009873554805;

  public AlphaDropout {
    Objects.requireNonNull(noiseShape, "alphaDropout needs a noise shape, got null");
    Dropout.requireRateBelow1("alphaDropout", rate);
  }

  /** With a mask of this shape, as {@link Dropout#noiseShape} takes it. */
  public AlphaDropout noiseShape(long... sizes) {
    return new AlphaDropout(rate, NoiseShape.of(sizes), seed);
  }

  @Override
  public AlphaDropout seed(long seed) {
    return new AlphaDropout(rate, noiseShape, OptionalLong.of(seed));
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
    Ops tf = scope.tf();
    double scale = 1 / Math.sqrt((1 - rate) * (1 + rate * LEAST * LEAST));
    Operand<TFloat32> kept = tf.dtypes.cast(noiseShape.kept(scope, x, rate), TFloat32.class);
    Operand<TFloat32> dropped =
        tf.math.mul(tf.constant((float) LEAST), tf.math.sub(tf.constant(1f), kept));
    Operand<TFloat32> y = tf.math.add(tf.math.mul(x, kept), dropped);
    return tf.math.add(
        tf.math.mul(y, tf.constant((float) scale)), tf.constant((float) (-scale * LEAST * rate)));
  }

  @Override
  public Config config() {
    return NoiseLayer.with(noiseShape.with(Config.of("rate", rate)), seed);
  }

  /** Reads Keras's configuration. */
  public static AlphaDropout from(Config config) {
    return new AlphaDropout(
        config.number("rate"), NoiseShape.from(config), NoiseLayer.seed(config));
  }
}
