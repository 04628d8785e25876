package org.cornu.layers;

import java.util.OptionalLong;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Multiplies with normal numbers of mean 1 and variance rate / (1 - rate) while training: (...) to
 * the same (Keras: {@code GaussianDropout}; Srivastava et al. 2014).
 *
 * @param rate of the dropout that varies as much, in [0, 1)
 * @param seed of its own, if any
 */
public record GaussianDropout(double rate, OptionalLong seed)
    implements NoiseLayer<GaussianDropout> {

  public GaussianDropout {
    Dropout.requireRateBelow1("gaussianDropout", rate);
  }

  @Override
  public GaussianDropout seed(long seed) {
    return new GaussianDropout(rate, OptionalLong.of(seed));
  }

  @Override
  public boolean isOn() {
    return rate > 0;
  }

  @Override
  public Operand<TFloat32> disturbed(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> deviation = tf.constant((float) Math.sqrt(rate / (1 - rate)));
    Operand<TFloat32> noise = tf.math.mul(scope.normal(tf.shape(x)), deviation);
    return tf.math.mul(x, tf.math.add(noise, tf.constant(1f)));
  }

  @Override
  public Config config() {
    return NoiseLayer.with(Config.of("rate", rate), seed);
  }

  /** Reads Keras's configuration. */
  public static GaussianDropout from(Config config) {
    return new GaussianDropout(config.number("rate"), NoiseLayer.seed(config));
  }
}
