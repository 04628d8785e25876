package org.cornu.layers;

import java.util.OptionalLong;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adds normal numbers of mean 0 while training: (...) to the same (Keras: {@code GaussianNoise}).
 *
 * @param stddev their standard deviation, in [0, 1]
 * @param seed of its own, if any
 */
public record GaussianNoise(double stddev, OptionalLong seed) implements NoiseLayer<GaussianNoise> {

  public GaussianNoise {
    if (!(stddev >= 0 && stddev <= 1)) {
      throw new IllegalArgumentException(
          "gaussianNoise needs a standard deviation in [0, 1], got " + stddev);
    }
  }

  @Override
  public GaussianNoise seed(long seed) {
    return new GaussianNoise(stddev, OptionalLong.of(seed));
  }

  @Override
  public boolean isOn() {
    return stddev > 0;
  }

  @Override
  public Operand<TFloat32> disturbed(LayerScope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> noise = scope.normal(tf.shape(x));
    return tf.math.add(x, tf.math.mul(noise, tf.constant((float) stddev)));
  }

  @Override
  public Config config() {
    return NoiseLayer.with(Config.of("stddev", stddev), seed);
  }

  /** Reads Keras's configuration. */
  public static GaussianNoise from(Config config) {
    return new GaussianNoise(config.number("stddev"), NoiseLayer.seed(config));
  }
}
