package org.cornu.activations;

import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.framework.op.FrameworkOps;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x times the normal distribution's share below x (Keras: {@code gelu}; Hendrycks and Gimpel 2016).
 *
 * @param approximate whether by a tanh, which is off by up to 5e-4, in place of the error function
 */
public record Gelu(boolean approximate) implements Operation {

  /** Keras's function; its operation's default is another. */
  static final Gelu USUAL = new Gelu(false);

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    return FrameworkOps.create(tf).nn.gelu(x, approximate);
  }

  @Override
  public boolean isUsual() {
    return equals(USUAL);
  }

  @Override
  public Config config() {
    return Config.of("approximate", approximate);
  }

  /** Reads the configuration of Keras's operation. */
  public static Gelu from(Config config) {
    Activations.ignorePlace(config);
    return new Gelu(config.flag("approximate", true));
  }
}
