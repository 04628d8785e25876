package org.cornu.optimizers;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.cornu.config.Config;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ResourceApplyKerasMomentum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Steps against the gradient, with momentum if wanted (Keras: {@code SGD}).
 *
 * @param options learning rate, clipping and decay
 * @param momentum share of the last step that is taken again, in [0, 1]; 0 for none
 * @param nesterov whether the gradient counts as if taken after the momentum's step
 */
public record SGD(UpdateOptions options, double momentum, boolean nesterov)
    implements TunableOptimizer<SGD> {

  public SGD {
    Objects.requireNonNull(options, "sgd needs options, got null");
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("sgd needs a momentum in [0, 1], got " + momentum);
    }
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException(
          "sgd needs a momentum above 0 for Nesterov's, got 0; for example sgd().nesterov(0.9)");
    }
  }

  @Override
  public SGD options(UpdateOptions options) {
    return new SGD(options, momentum, nesterov);
  }

  /** With momentum, in [0, 1]; 0 by default. */
  public SGD momentum(double momentum) {
    return new SGD(options, momentum, nesterov);
  }

  /** With Nesterov's momentum, in (0, 1] (Keras: {@code momentum=..., nesterov=True}). */
  public SGD nesterov(double momentum) {
    return new SGD(options, momentum, true);
  }

  @Override
  public List<String> slots() {
    return momentum == 0 ? List.of() : List.of("momentum");
  }

  @Override
  public Rule rule(Ops tf, Operand<TFloat32> learningRate, Operand<TInt64> iteration) {
    if (momentum == 0) {
      return (after, weight, slots, gradient) ->
          after.train.resourceApplyGradientDescent(weight, learningRate, gradient);
    }
    Operand<TFloat32> share = tf.constant((float) momentum);
    return (after, weight, slots, gradient) ->
        after.train.resourceApplyKerasMomentum(
            weight,
            slots.get(0),
            learningRate,
            gradient,
            share,
            ResourceApplyKerasMomentum.useNesterov(nesterov));
  }

  @Override
  public Config config() {
    return options.config().with("momentum", momentum).with("nesterov", nesterov);
  }

  /** Reads Keras's configuration. */
  public static SGD from(Config config) {
    double momentum = config.number("momentum", 0);
    // Keras takes Nesterov's without momentum, and then does nothing of the kind.
    boolean nesterov = config.flag("nesterov", false) && momentum != 0;
    return new SGD(UpdateOptions.from(config, 1e-2, OptionalDouble.empty()), momentum, nesterov);
  }
}
