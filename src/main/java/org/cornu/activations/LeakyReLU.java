package org.cornu.activations;

import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.data.LeakyReluGrad;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/**
 * x where it is above 0, else a fraction of it (Keras: {@code leaky_relu}, {@code LeakyReLU}).
 *
 * @param negativeSlope the fraction, 0 or more
 */
public record LeakyReLU(double negativeSlope) implements LayerFunction {

  /** Keras's function {@code leaky_relu}; its layer's default is another. */
  static final LeakyReLU USUAL = new LeakyReLU(0.2);

  public LeakyReLU {
    if (!(negativeSlope >= 0 && Double.isFinite(negativeSlope))) {
      throw new IllegalArgumentException(
          "leakyRelu needs a finite slope of 0 or more, got " + negativeSlope);
    }
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    return tf.nn.leakyRelu(x, LeakyRelu.alpha((float) negativeSlope));
  }

  @Override
  public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = apply(scope.tf(), x);
    // From the output, which has x's sign: where the gradient reads x too, TensorFlow 2.18's
    // optimizer fails to fuse this op with the one before, says so, and fuses nothing at all.
    scope.cheaperGradient(
        dy -> scope.tf().data.leakyReluGrad(dy, y, LeakyReluGrad.alpha((float) negativeSlope)));
    return y;
  }

  @Override
  public boolean monotone() {
    return true;
  }

  @Override
  public Object described() {
    return equals(USUAL) ? "leaky_relu" : this;
  }

  @Override
  public Config config() {
    return Config.of("negative_slope", negativeSlope);
  }

  /** Reads the configuration of Keras's layer, before Keras 3 with {@code alpha}. */
  public static LeakyReLU from(Config config) {
    Activations.ignorePlace(config);
    return new LeakyReLU(config.number("negative_slope", config.number("alpha", 0.3)));
  }
}
