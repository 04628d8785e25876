package org.cornu.optimizers;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

/**
 * Adam with weight decay (Keras: {@code AdamW}; Loshchilov and Hutter 2019).
 *
 * @param adam what moves the weights; it must have a weight decay
 */
public record AdamW(Adam adam) implements TunableOptimizer<AdamW> {

  /** Keras's default. */
  static final double WEIGHT_DECAY = 0.004;

  public AdamW {
    if (adam.options().weightDecay().isEmpty()) {
      throw new IllegalArgumentException("adamW needs a weightDecay, got none");
    }
  }

  @Override
  public UpdateOptions options() {
    return adam.options();
  }

  @Override
  public AdamW options(UpdateOptions options) {
    return new AdamW(adam.options(options));
  }

  /** With another decay of the gradients' mean; 0.9 by default. */
  public AdamW beta1(double beta1) {
    return new AdamW(adam.beta1(beta1));
  }

  /** With another decay of the squared gradients' mean; 0.999 by default. */
  public AdamW beta2(double beta2) {
    return new AdamW(adam.beta2(beta2));
  }

  /** With another epsilon; 1e-7 by default. */
  public AdamW epsilon(double epsilon) {
    return new AdamW(adam.epsilon(epsilon));
  }

  /** With the largest spread so far, or the present one; the present one by default. */
  public AdamW amsgrad(boolean amsgrad) {
    return new AdamW(adam.amsgrad(amsgrad));
  }

  @Override
  public List<Slot> slots(Map<String, Shape> weights) {
    return adam.slots(weights);
  }

  @Override
  public Rule rule(Ops tf, Clock clock) {
    return adam.rule(tf, clock);
  }

  @Override
  public Config config() {
    return adam.config();
  }

  /** Reads Keras's configuration. */
  public static AdamW from(Config config) {
    return new AdamW(Adam.from(config, OptionalDouble.of(WEIGHT_DECAY)));
  }
}
